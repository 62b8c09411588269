/**
 * Whether the lists have no say for a while: after a version was undone, the next publication from
 * the same lists would bring it back.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { CodedError, codeOf } from '../../policy/index.ts';
import { writeWhole } from './write-file.ts';

const HoldSchema = v.object({
  /** The version whose rules are in force again. */
  like: v.number(),
  since: v.pipe(v.string(), v.isoTimestamp()),
});

export type Hold = v.InferOutput<typeof HoldSchema>;

export async function setHold(dir: string, hold: Hold): Promise<void> {
  await writeWhole(pathOf(dir), Buffer.from(`${JSON.stringify(hold)}\n`));
}

export async function liftHold(dir: string): Promise<void> {
  await rm(pathOf(dir), { force: true });
}

/** Throws `bad-hold` where it cannot be read: then nothing is known, and nothing is published. */
export async function readHold(dir: string): Promise<Hold | undefined> {
  try {
    return v.parse(HoldSchema, JSON.parse(await readFile(pathOf(dir), 'utf8')));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new CodedError('bad-hold', `${pathOf(dir)}: cannot be read`, { cause });
  }
}

function pathOf(dir: string): string {
  return join(dir, 'hold.json');
}
