// All questions there are, without their words: what the review and the exams choose from.
import type { APIRoute } from 'astro';
import { catalogOf } from '../../layouts/content.ts';

export const GET: APIRoute = async () => Response.json(await catalogOf('en'));
