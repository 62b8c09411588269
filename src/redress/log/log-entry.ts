/** One line of the public log: a fact, its place, and the hash that stands for it and all before. */
import * as v from 'valibot';
import { InstantSchema } from '../instant.ts';
import { HashSchema, PublicFactSchema } from './public-fact.ts';

export const PublicEntrySchema = v.strictObject({
  /** From 1, without gaps. */
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  at: InstantSchema,
  fact: PublicFactSchema,
  /** SHA-256, in hex, of the former head and the canonical JSON of the three members above. */
  head: HashSchema,
});

export type PublicEntry = v.InferOutput<typeof PublicEntrySchema>;
