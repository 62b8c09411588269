/**
 * What a person may pass on where the kind of a conversation is told wrongly: facts of the reading,
 * and no address, name or text of the page. In English, for whoever mends the reading.
 */
import type { Context } from '../../../policy/index.ts';
import type { PageDescription } from '../../messaging/protocol.ts';

type Page = Pick<
  PageDescription,
  'site' | 'isRecognised' | 'expected' | 'context' | 'certainty' | 'mayBeBot'
>;

export function kindReport(
  page: Page,
  actual: Context,
  { version, browser }: { readonly version: string; readonly browser: string },
): string {
  const { site, isRecognised, expected, context, certainty, mayBeBot } = page;
  return [
    `Link Guard ${version}, ${browser}`,
    `site: ${site}${isRecognised ? '' : ' (not recognised)'}`,
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    `told: ${context} (${certainty}${mayBeBot ? ', may be a bot' : ''})`,
    `is: ${actual}`,
  ].join('\n');
}

/** Name and major version alone: more of it would tell people apart. */
export function browserOf(userAgent: string): string {
  const [, name, version] = /\b(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent) ?? [];
  return name === undefined ? 'another browser' : `${name === 'Edg' ? 'Edge' : name} ${version}`;
}
