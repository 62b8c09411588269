/** Settings as a policy store of Chrome or Edge holds them: what is too deep for it as JSON text. */
import { MANAGED_FORMS } from '../../policy/index.ts';

export type Settings = Readonly<Record<string, unknown>>;

export function storedIn(settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const isDeep = MANAGED_FORMS[key]?.kind === 'documents' && typeof value !== 'string';
      return [key, isDeep ? JSON.stringify(value) : value];
    }),
  );
}
