// A quiz with its words and its key, for pages that ask questions of many quizzes.
import type { APIRoute } from 'astro';
import { quizzesOf } from '../../../layouts/content.ts';

export async function getStaticPaths() {
  return [...(await quizzesOf('en')).keys()].map((id) => ({ params: { id } }));
}

export const GET: APIRoute = async ({ params }) =>
  Response.json((await quizzesOf('en')).get(params.id ?? ''));
