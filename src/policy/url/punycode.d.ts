/** The part of the package that the engine uses; it brings no types of its own. */
declare module 'punycode/punycode.es6.js' {
  /** Throws a RangeError on malformed punycode. */
  export function toUnicode(host: string): string;
}
