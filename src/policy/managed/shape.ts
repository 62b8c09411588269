/**
 * The form of a managed value, read one part at a time: what is wrong is left out and told, and
 * costs nobody the rest. A list or an object may also come as JSON text, because that is all that
 * some policy stores hold.
 */
import * as v from 'valibot';
import { type Fault, faultOf } from '../fault.ts';

/** What a policy store has to hold for it. */
export type Form =
  | { readonly kind: 'text'; readonly options?: readonly string[] }
  | { readonly kind: 'switch' }
  /** Whole, both ends included. */
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  | { readonly kind: 'list' }
  /** By `names`, or by any name. */
  | {
      readonly kind: 'map';
      readonly names: readonly string[] | undefined;
      readonly options: readonly string[];
    }
  | { readonly kind: 'fields'; readonly fields: Readonly<Record<string, Form>> }
  /** Too deep for the browsers' policy schemas: JSON text there. */
  | { readonly kind: 'documents' };

export interface Shape<T> {
  readonly form: Form;
  /** Undefined where nothing of it can be used; `faults` gets what was left out. */
  read(raw: unknown, place: string, faults: Fault[]): T | undefined;
}

export type Read<S> = S extends Shape<infer T> ? T : never;

export function text(schema: v.GenericSchema<unknown, string>): Shape<string> {
  return value({ kind: 'text' }, schema);
}

export function oneOf<const T extends string>(options: readonly T[]): Shape<T> {
  const schema = v.picklist(options, `expected one of ${options.join(', ')}`);
  return value({ kind: 'text', options }, schema);
}

/** Some policy stores have numbers only. */
export function onOff(): Shape<boolean> {
  const schema = v.pipe(
    v.union([v.boolean(), v.picklist([0, 1])], 'expected true or false'),
    v.transform((given): boolean => given === true || given === 1),
  );
  return value({ kind: 'switch' }, schema);
}

export function wholeNumber(from: number, to: number): Shape<number> {
  const words = from === to ? `expected ${from}` : `expected a whole number from ${from} to ${to}`;
  const schema = v.pipe(
    v.number(words),
    v.integer(words),
    v.minValue(from, words),
    v.maxValue(to, words),
  );
  return value({ kind: 'number', from, to }, schema);
}

export function list<T>(item: v.GenericSchema<unknown, T>, limit: number): Shape<readonly T[]> {
  return listOf({ kind: 'list' }, item, limit);
}

/** A list of objects that have parts of their own. */
export function documents<T>(
  item: v.GenericSchema<unknown, T>,
  limit: number,
): Shape<readonly T[]> {
  return listOf({ kind: 'documents' }, item, limit);
}

/** One object that has parts of its own. */
export function document<T>(schema: v.GenericSchema<unknown, T>): Shape<T> {
  return {
    form: { kind: 'documents' },
    read: (raw, place, faults) => parse(schema, fromText(raw), place, faults),
  };
}

/** Choices by one of some names. */
export function map<const N extends string, const T extends string>(
  names: readonly N[],
  options: readonly T[],
): Shape<Readonly<Partial<Record<N, T>>>> {
  const isName = (name: string) => (names as readonly string[]).includes(name);
  return mapOf(names, isName, options) as Shape<Readonly<Partial<Record<N, T>>>>;
}

/** Choices by ids of one form. */
export function mapById<const T extends string>(
  id: RegExp,
  options: readonly T[],
): Shape<Readonly<Record<string, T>>> {
  return mapOf(undefined, (name) => id.test(name), options);
}

function mapOf<T extends string>(
  names: readonly string[] | undefined,
  isName: (name: string) => boolean,
  options: readonly T[],
): Shape<Readonly<Record<string, T>>> {
  const one = oneOf(options);
  return {
    form: { kind: 'map', names, options },
    read: (raw, place, faults) =>
      readEntries(raw, place, faults, (name) => (isName(name) ? one : undefined)) as
        | Record<string, T>
        | undefined,
  };
}

export function fields<F extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: F,
): Shape<{ readonly [N in keyof F]?: Read<F[N]> }> {
  return {
    form: { kind: 'fields', fields: formsOf(shapes) },
    read: (raw, place, faults) =>
      readEntries(raw, place, faults, (name) =>
        Object.hasOwn(shapes, name) ? shapes[name] : undefined,
      ) as { readonly [N in keyof F]?: Read<F[N]> } | undefined,
  };
}

export function formsOf(
  shapes: Readonly<Record<string, Shape<unknown>>>,
): Readonly<Record<string, Form>> {
  return Object.fromEntries(Object.entries(shapes).map(([name, { form }]) => [name, form]));
}

function value<T>(form: Form, schema: v.GenericSchema<unknown, T>): Shape<T> {
  return { form, read: (raw, place, faults) => parse(schema, raw, place, faults) };
}

function parse<T>(
  schema: v.GenericSchema<unknown, T>,
  raw: unknown,
  place: string,
  faults: Fault[],
): T | undefined {
  const result = v.safeParse(schema, raw);
  if (result.success) return result.output;
  faults.push(faultOf(result.issues[0], place));
  return undefined;
}

function listOf<T>(
  form: Form,
  item: v.GenericSchema<unknown, T>,
  limit: number,
): Shape<readonly T[]> {
  return {
    form,
    read(raw, place, faults) {
      const entries = fromText(raw);
      if (!Array.isArray(entries)) {
        faults.push({ place, rule: 'expected', expected: 'a list' });
        return undefined;
      }
      if (entries.length > limit) {
        faults.push({ place, rule: 'too-long', expected: String(limit) });
      }
      return entries.slice(0, limit).flatMap((entry, index) => {
        const read = parse(item, fromText(entry), `${place}.${index}`, faults);
        return read === undefined ? [] : [read];
      });
    },
  };
}

function readEntries(
  raw: unknown,
  place: string,
  faults: Fault[],
  shapeOf: (name: string) => Shape<unknown> | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const entries = fromText(raw);
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) {
    faults.push({ place, rule: 'expected', expected: 'an object' });
    return undefined;
  }
  const read: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(entries)) {
    const within = place === '' ? name : `${place}.${name}`;
    const shape = shapeOf(name);
    if (shape === undefined) {
      faults.push({ place: within, rule: 'not-known', expected: '' });
      continue;
    }
    const part = shape.read(entry, within, faults);
    if (part !== undefined) read[name] = part;
  }
  return read;
}

/** Text that is no JSON stays text: whoever reads it next says what was expected. */
export function fromText(raw: unknown): unknown {
  if (typeof raw !== 'string' || !/^\s*[[{]/.test(raw)) return raw;
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
