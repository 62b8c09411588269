/**
 * What Chrome and Edge drop of a policy file before the extension sees it: every key in which a
 * value is of another kind than their schema says (`browser-schema.ts`).
 */
import { type Fault, type Form, MANAGED_FORMS } from '../../policy/index.ts';
import type { Settings } from './stored.ts';

const LARGEST_INTEGER = 2 ** 31 - 1;

interface Kind {
  readonly words: string;
  readonly fits: (value: unknown) => boolean;
}

const KINDS: Readonly<Record<Form['kind'], Kind>> = {
  switch: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  number: { words: 'a whole number', fits: isInteger },
  text: { words: 'text', fits: isText },
  documents: { words: 'JSON text', fits: isText },
  list: { words: 'a list of texts', fits: (value) => Array.isArray(value) && value.every(isText) },
  map: {
    words: 'an object with texts',
    fits: (value) => isObject(value) && Object.values(value).every(isText),
  },
  fields: { words: 'an object', fits: isObject },
};

export function droppedByBrowser(settings: Settings): readonly Fault[] {
  return partsDropped(settings, MANAGED_FORMS, '');
}

function partsDropped(
  parts: Settings,
  forms: Readonly<Record<string, Form>>,
  within: string,
): readonly Fault[] {
  return Object.entries(parts).flatMap(([name, value]) => {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    // Of what the schema does not name it drops nothing else.
    return form === undefined ? [] : dropped(value, form, `${within}${name}`);
  });
}

function dropped(value: unknown, form: Form, place: string): readonly Fault[] {
  const { words, fits } = KINDS[form.kind];
  if (!fits(value)) return [{ place, rule: 'expected', expected: words }];
  return form.kind === 'fields' ? partsDropped(value as Settings, form.fields, `${place}.`) : [];
}

function isInteger(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(Number(value)) <= LARGEST_INTEGER;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
