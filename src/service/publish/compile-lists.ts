/** Compiles lists under keys that are drawn when the lists are there already, and for them alone. */
import { randomBytes } from 'node:crypto';
import {
  type CompiledRules,
  type CompileOptions,
  codeOf,
  compileRules,
  type ImportedList,
} from '../../policy/index.ts';

const KEY_BYTES = 16;

/** A key under which two rules look alike is drawn again; among a million rules one in 500 is. */
const TRIES = 10;

export function compileLists(
  lists: readonly ImportedList[],
  options: Omit<CompileOptions, 'baseKey' | 'freshKey'> = {},
): CompiledRules {
  for (let tried = 1; ; tried += 1) {
    try {
      const keys = { baseKey: randomBytes(KEY_BYTES), freshKey: randomBytes(KEY_BYTES) };
      return compileRules(lists, { ...options, ...keys });
    } catch (error) {
      if (codeOf(error) !== 'unlucky-key' || tried === TRIES) throw error;
    }
  }
}
