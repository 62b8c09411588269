/**
 * Addresses as an attacker or an accident makes them: real ones and vectors, mutated with the
 * pieces that parsers disagree about. The same seed gives the same addresses.
 */

const PIECES: readonly string[] = [
  ...['http://', 'https://', 'HTTP:\\\\', 'https:', '//', 'javascript:', 'data:,', 'view-source:'],
  ...['a', 'Z', '.', '..', '...', '/./', '/../', '/', '\\', ':', '@', ':80', ':443', ':8080', '?'],
  ...['#', '&', '=', ';', '+', '%', '%25', '%2525', '%2e', '%2E%2e', '%2f', '%5C', '%3f', '%23'],
  ...[
    '%00',
    '%0a',
    '%20',
    '%7f',
    '%80',
    '%C3%BC',
    '%c3',
    '%e4%bd%a0',
    '%zz',
    '%4',
    '%41',
    '%u0041',
  ],
  ...['[', ']', '[::1]', '[::ffff:7f00:1]', '[64:ff9b::102:304]', '0x7f', '017', '1', '256', '1.2'],
  ...[
    '127.0.0.1',
    '0x',
    '4294967295',
    '.com',
    '.co.uk',
    '.github.io',
    'xn--',
    'xn--fsq',
    'xn--a-ü',
  ],
  ...[
    'ü',
    'ß',
    'İ',
    '。',
    '．',
    '例',
    'аpple',
    '😀',
    '\u00ad',
    '\u200b',
    '\u200d',
    '\u202e',
    '\ufeff',
  ],
  ...['\ud800', '\udc00', '\t', '\n', '\r', ' ', '\0', '\u007f', '\u0085', '-', '_', '~', '|', '^'],
  ...['"', "'", '<', '>', '`', '{', '}', '*', '!', '$', '(', ')', ','],
  ...[
    '?url=',
    '&u=',
    '?q=',
    '/url?q=',
    '?target=',
    '?utm_source=x',
    '&fbclid=1',
    '?to=aHR0cHM6Ly9h',
  ],
];
const WRAPPERS: readonly string[] = [
  ...['https://www.google.com/url?q=', 'https://l.facebook.com/l.php?u=', 'https://t.co/'],
  ...['https://link.zhihu.com/?target=', 'https://www.youtube.com/redirect?q='],
  ...['https://nam01.safelinks.protection.outlook.com/?url=', 'https://urldefense.com/v3/__'],
  ...['https://href.li/?', 'https://web.archive.org/web/2020/', 'https://c.pc.qq.com/?pfurl='],
];
const MAXIMUM_LENGTH = 20_000;

/** A number below the limit, the next of its series at every call. */
export type Dice = (limit: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit) | 0;
  };
}

/** The next address, from the models or out of thin air. */
export function oddAddress(dice: Dice, models: readonly string[]): string {
  if (models.length === 0 || dice(8) === 0) return assembled(dice);
  let address = pick(dice, models);
  for (let changes = 1 + dice(4); changes > 0; changes -= 1) {
    address = pick(dice, CHANGES)(address, dice, models).slice(0, MAXIMUM_LENGTH);
  }
  return address;
}

function assembled(dice: Dice): string {
  let address = pick(dice, ['http://', 'https://', '', 'HTTPS:/']);
  for (let pieces = dice(16); pieces > 0; pieces -= 1) address += pick(dice, PIECES);
  return address;
}

type Change = (address: string, dice: Dice, models: readonly string[]) => string;

const insertPiece: Change = (address, dice) => spliced(address, dice, 0, pick(dice, PIECES));

const CHANGES: readonly Change[] = [
  insertPiece,
  insertPiece,
  insertPiece,
  (address, dice) => spliced(address, dice, 1 + dice(6), ''),
  (address, dice) => spliced(address, dice, 1, String.fromCharCode(dice(256))),
  (address, dice) => spliced(address, dice, 1, String.fromCharCode(dice(0x10000))),
  (address, dice) => spliced(address, dice, 1, hex(dice(256))),
  (address, dice) => {
    const from = dice(address.length);
    return address.slice(0, from) + escaped(address.slice(from, from + 1 + dice(8)));
  },
  (address, dice, models) => {
    const other = pick(dice, models);
    return address.slice(0, dice(address.length)) + other.slice(dice(other.length));
  },
  (address, dice) => {
    const from = dice(address.length);
    const part = address.slice(from, from + 1 + dice(12));
    // Long repetitions are rare, or the run would test nothing else.
    return spliced(address, dice, 0, part.repeat(dice(64) === 0 ? dice(2000) : 1 + dice(6)));
  },
  (address, dice) => pick(dice, WRAPPERS) + encoded(address),
  (address, dice) => `${pick(dice, WRAPPERS)}${address}${pick(dice, PIECES)}`,
  (address) => address.toUpperCase(),
];

function spliced(text: string, dice: Dice, length: number, inserted: string): string {
  const at = dice(text.length + 1);
  return text.slice(0, at) + inserted + text.slice(at + length);
}

function escaped(text: string): string {
  return Array.from(text, (sign) => hex((sign.codePointAt(0) ?? 0) & 0xff)).join('');
}

function hex(byte: number): string {
  return `%${byte.toString(16).padStart(2, '0')}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function pick<T>(dice: Dice, from: readonly T[]): T {
  return from[dice(from.length)] as T;
}
