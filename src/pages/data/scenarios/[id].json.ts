// A scenario's account, ready made, for free play.
import { getCollection, getEntry } from 'astro:content';
import type { APIRoute } from 'astro';
import { scenarioWorld } from '../../../exercise/index.ts';

export async function getStaticPaths() {
  return (await getCollection('scenarios'))
    .filter(({ id }) => id.startsWith('en/'))
    .map(({ id }) => ({ params: { id: id.slice(3) } }));
}

export const GET: APIRoute = async ({ params }) => {
  const scenario = await getEntry('scenarios', `en/${params.id}`);
  if (!scenario) throw new Error(`No scenario ${params.id}`);
  return Response.json(await scenarioWorld(params.id ?? '', scenario.data));
};
