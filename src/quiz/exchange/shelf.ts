// Quizzes that somebody brought in and keeps in this browser. Test: test/browser/review.
import { openDB } from 'idb';
import type { Quiz } from '../model.ts';

const NAME = 'rootless-quizzes';
const STORE = 'quizzes';

const open = () =>
  openDB(NAME, 1, {
    upgrade: (database) => void database.createObjectStore(STORE),
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });

export async function keptQuizzes(): Promise<Quiz[]> {
  const database = await open();
  try {
    return (await database.getAll(STORE)) as Quiz[];
  } finally {
    database.close();
  }
}

/** Keeps a quiz under its id; one of the same id is replaced. */
export async function keepQuiz(quiz: Quiz): Promise<void> {
  const database = await open();
  try {
    await database.put(STORE, quiz, quiz.id);
  } finally {
    database.close();
  }
}

export async function removeQuiz(id: string): Promise<void> {
  const database = await open();
  try {
    await database.delete(STORE, id);
  } finally {
    database.close();
  }
}
