// What a page fetches when the account of an exercise or a challenge is opened.
import { getCollection, getEntry } from 'astro:content';
import type { APIRoute } from 'astro';
import { exerciseData } from '../../../exercise/index.ts';

export async function getStaticPaths() {
  return [...(await getCollection('exercises')), ...(await getCollection('challenges'))]
    .filter(({ id }) => id.startsWith('en/'))
    .map(({ id }) => ({ params: { id: id.slice(3) } }));
}

export const GET: APIRoute = async ({ params }) => {
  const id = `en/${params.id}`;
  const exercise = (await getEntry('exercises', id)) ?? (await getEntry('challenges', id));
  const scenario = exercise && (await getEntry('scenarios', `en/${exercise.data.scenario}`));
  if (!exercise || !scenario) throw new Error(`No exercise ${params.id}`);
  return Response.json(await exerciseData(params.id ?? '', exercise.data, scenario.data));
};
