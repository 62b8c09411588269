/**
 * Settings as a policy store of Chrome or Edge holds them: each value of the kind that their schema
 * says, and what is too deep for it as JSON text.
 */
import { type Form, fromText, MANAGED_FORMS } from '../../policy/index.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** What is of no use stays as it is. */
export function storedIn(settings: Settings): Settings {
  return partsStored(settings, MANAGED_FORMS);
}

function partsStored(parts: Settings, forms: Readonly<Record<string, Form>>): Settings {
  return Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, stored(value, forms[name])]),
  );
}

function stored(value: unknown, form: Form | undefined): unknown {
  switch (form?.kind) {
    case 'switch':
      return value === 0 || value === 1 ? value === 1 : value;
    case 'list':
    case 'map':
      return fromText(value);
    case 'fields': {
      const parts = fromText(value);
      const isObject = typeof parts === 'object' && parts !== null && !Array.isArray(parts);
      return isObject ? partsStored(parts as Settings, form.fields) : value;
    }
    case 'documents':
      return typeof value === 'string' ? value : JSON.stringify(value);
    default:
      return value;
  }
}
