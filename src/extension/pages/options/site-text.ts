/** Reads what a person wrote as a site: what is wrong is told at its place. Pure. */
import { type Fault, faultsOf, type SiteDefinition } from '../../../policy/index.ts';
import { SITES } from '../../content/sites/index.ts';
import { lineAt, offsetOf, syntaxLine } from './place-in-json.ts';

export interface TextFault {
  /** Dotted; '' for the whole. */
  readonly place: string;
  readonly line: number;
  readonly rule: Fault['rule'] | 'no-json' | 'reserved';
  readonly expected: string;
}

export type SiteReading =
  | { readonly ok: true; readonly site: SiteDefinition }
  | { readonly ok: false; readonly faults: readonly TextFault[] };

const RESERVED: ReadonlySet<string> = new Set(SITES.map(({ id }) => id));

export function readSite(text: string): SiteReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const line = syntaxLine(text, error);
    return { ok: false, faults: [{ place: '', line, rule: 'no-json', expected: '' }] };
  }
  const faults: TextFault[] = faultsOf(value).map((fault) => ({
    ...fault,
    line: lineOf(text, fault.place),
  }));
  if (faults.length > 0) return { ok: false, faults };
  const site = value as SiteDefinition;
  if (RESERVED.has(site.id)) {
    const fault = {
      place: 'id',
      line: lineOf(text, 'id'),
      rule: 'reserved',
      expected: '',
    } as const;
    return { ok: false, faults: [fault] };
  }
  return { ok: true, site };
}

/** How a site is written; what a person begins with. */
export function textOf(site: unknown): string {
  return `${JSON.stringify(site, null, 2)}\n`;
}

export const BEGINNING: SiteDefinition = {
  id: 'our-chat',
  name: { en: 'Our chat', zh: '我们的聊天' },
  hosts: ['chat.example.com'],
  fingerprint: '#chat-app',
  list: '[role="log"]',
  message: '[data-message-id]',
  clues: [{ at: 'around', selector: '.room', context: 'group', certainty: 'likely' }],
  lastVerified: '2026-11-20',
};

function lineOf(text: string, place: string): number {
  return lineAt(text, offsetOf(text, place));
}
