// What a page fetches when the account of an exercise or a challenge is opened.
import { getCollection, getEntry } from 'astro:content';
import type { APIRoute } from 'astro';
import { type Exercise, exerciseData } from '../../../exercise/index.ts';

export async function getStaticPaths() {
  const both = [...(await getCollection('exercises')), ...(await getCollection('challenges'))];
  return both
    .filter(({ id }) => id.startsWith('en/'))
    .map(({ id, data }) => ({ params: { id: id.slice(3) }, props: { exercise: data } }));
}

export const GET: APIRoute<{ exercise: Exercise }> = async ({ params, props: { exercise } }) => {
  const scenario = await getEntry('scenarios', `en/${exercise.scenario}`);
  if (!scenario) throw new Error(`No scenario ${exercise.scenario}`);
  return Response.json(await exerciseData(params.id ?? '', exercise, scenario.data));
};
