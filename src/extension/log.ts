/**
 * The only place that writes to the console. A line holds codes and counts; never an address, a
 * message's text or a name, so an error is logged by its code and not by its words.
 */
import { codeOf } from '../policy/index.ts';

export type Fact = string | number | boolean;

/** @param what a fixed phrase, such as 'storage: fell back'. */
export function log(what: string, facts: Readonly<Record<string, Fact>> = {}): void {
  const words = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
  // biome-ignore lint/suspicious/noConsole: the one place that may.
  console.warn(['link-guard:', what, ...words].join(' '));
}

export function logError(what: string, error: unknown): void {
  log(what, { code: codeOf(error) ?? nameOf(error) });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
