import { CodedError } from '../../../src/policy/coded-error.ts';

/** The code of what was thrown; undefined where nothing was. Anything else goes on. */
export function codeThrown(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
}
