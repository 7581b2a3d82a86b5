// What all kinds' schemas have in common. Build and check only: it brings zod.
import { z } from 'astro/zod';

export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .describe('an id: small letters, digits and hyphens, as in «password-only»');
export const text = z
  .string()
  .trim()
  .min(1)
  .describe('some text, in quotes where YAML would read something else');

export const asked = { id, question: text, place: id.optional() };
