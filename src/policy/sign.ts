/**
 * Something suspicious that can be seen without any list. Each sign carries what it saw, so that
 * it can be told in words.
 */
export type Sign =
  | { readonly kind: 'text-names-other-host'; readonly textHost: string; readonly host: string }
  | { readonly kind: 'user-info'; readonly userInfo: string; readonly host: string }
  | { readonly kind: 'ip-host'; readonly host: string }
  | {
      readonly kind: 'bidi-control';
      readonly where: 'text' | 'address';
      readonly codePoint: string;
    }
  | { readonly kind: 'zero-width'; readonly where: 'text' | 'address'; readonly codePoint: string }
  | { readonly kind: 'mixed-script'; readonly label: string; readonly scripts: readonly string[] }
  | {
      readonly kind: 'look-alike';
      readonly host: string;
      readonly unicodeHost: string;
      /**
       * By letters, by one slip of the keyboard, by the name beside a word that baits, or by the
       * whole host in front of its own.
       */
      readonly likeness: 'letters' | 'slip' | 'word' | 'front';
      readonly resembles: string;
      /** Absent where the name is not one of the directory. */
      readonly providerId?: string;
    }
  | {
      readonly kind: 'unusual-address';
      readonly host: string;
      readonly points: number;
      /** A kind and which of it, as in `ending:top`, the weightiest first. */
      readonly features: readonly string[];
    }
  | { readonly kind: 'non-http-scheme'; readonly scheme: string }
  | { readonly kind: 'opaque-wrapper'; readonly host: string };

export type SignKind = Sign['kind'];

/** The most telling first: of several equally strict ones, the first is what a person is told. */
export const SIGN_KINDS = [
  'look-alike',
  'text-names-other-host',
  'user-info',
  'bidi-control',
  'zero-width',
  'mixed-script',
  'unusual-address',
  'ip-host',
  'non-http-scheme',
  'opaque-wrapper',
] as const satisfies readonly SignKind[];

const SUSPICIOUS: ReadonlySet<SignKind> = new Set([
  'text-names-other-host',
  'user-info',
  'bidi-control',
  'zero-width',
  'mixed-script',
  'look-alike',
  'unusual-address',
]);

/** A sign that alone makes a destination suspicious; the others only have a say in `act`. */
export function isSuspicious(sign: Sign): boolean {
  return SUSPICIOUS.has(sign.kind);
}

/** What it saw, for the trace: names to short values. */
export function signDetail(sign: Sign): Readonly<Record<string, string>> {
  const { kind: _, ...saw } = sign;
  return Object.fromEntries(
    Object.entries(saw).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}
