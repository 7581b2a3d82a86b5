// A quiz as a file of any of the formats. Loaded when somebody asks for one.
import type { Quiz } from '../model.ts';
import { type Flat, type FlatWords, flatten } from './flat.ts';
import type { ScormWords } from './scorm.ts';

export type Format = 'own' | 'gift' | 'moodle' | 'qti' | 'scorm';

export interface ExportWords extends FlatWords {
  scorm: ScormWords;
}

export interface ExportOptions {
  words: ExportWords;
  language: string;
  base: string;
  /** Where the locale's pages begin. */
  home: string;
}

/** Rejects where the lesson's page or the package's script cannot be fetched. */
export async function exportQuiz(
  quiz: Quiz,
  format: Format,
  { words, language, base, home }: ExportOptions,
): Promise<{ name: string; data: Blob }> {
  const flat = (): Flat[] => quiz.items.map((item) => flatten(item, words));
  const text = (name: string, content: string, type: string) => ({
    name: `${quiz.id}${name}`,
    data: new Blob([content], { type }),
  });
  switch (format) {
    case 'own':
      return text('.quiz.json', (await import('./file.ts')).writeQuizFile(quiz), 'application/json');
    case 'gift':
      return text(
        '.gift',
        (await import('./gift.ts')).writeGift(quiz.title, flat()),
        'text/plain;charset=utf-8',
      );
    case 'moodle':
      return text('.xml', (await import('./moodle.ts')).writeMoodle(quiz.title, flat()), 'application/xml');
    case 'qti': {
      const { qtiFiles, zipFiles } = await import('./qti.ts');
      return zipped(`${quiz.id}-qti.zip`, zipFiles(qtiFiles(quiz, flat())));
    }
    case 'scorm': {
      const [{ scormFiles }, { zipFiles }, { lessonText }] = await Promise.all([
        import('./scorm.ts'),
        import('./qti.ts'),
        import('./lesson-text.ts'),
      ]);
      const [script, style, lesson] = await Promise.all([
        fetchText(`${base}scorm/sco.js`),
        fetchText(`${base}scorm/sco.css`),
        quiz.lesson === undefined ? '' : fetchText(`${home}lessons/${quiz.lesson}/`),
      ]);
      const files = scormFiles({
        id: quiz.id,
        title: quiz.title,
        language,
        text: lesson === '' ? '' : lessonText(lesson),
        items: flat(),
        script,
        style,
        words: words.scorm,
      });
      return zipped(`${quiz.id}-scorm.zip`, zipFiles(files));
    }
  }
}

const zipped = (name: string, bytes: Uint8Array) => ({
  name,
  data: new Blob([bytes as BlobPart], { type: 'application/zip' }),
});

async function fetchText(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}
