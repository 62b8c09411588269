/**
 * A `.reg` file for Windows, as Chrome, Edge and Firefox read the registry. It says all that is to
 * hold: what the registry has of an earlier one goes first.
 */
import { type Settings, storedIn } from './stored.ts';

const LARGEST_DWORD = 2 ** 32 - 1;

/** `key` is the registry key of the extension's settings. */
export function registryFile(settings: Settings, key: string): string {
  return [
    'Windows Registry Editor Version 5.00',
    `[-${key}]`,
    ...sectionsOf(storedIn(settings), key),
    '',
  ]
    .join('\n\n')
    .replace(/\n/g, '\r\n');
}

/** As the editor of the registry reads them: without its mark, a file is taken for the local code page. */
export function registryBytes(text: string): Uint8Array {
  return Buffer.from(`\u{feff}${text}`, 'utf16le');
}

function sectionsOf(values: Settings, key: string): readonly string[] {
  const entries = Object.entries(values);
  const plain = entries.filter(([, value]) => typeof value !== 'object');
  const below = entries.filter(([, value]) => typeof value === 'object' && value !== null);
  const lines = plain.map(([name, value]) => `"${escaped(name)}"=${dataOf(value)}`);
  return [
    [`[${key}]`, ...lines].join('\n'),
    ...below.flatMap(([name, value]) =>
      sectionsOf(numbered(value as Settings | readonly unknown[]), `${key}\\${name}`),
    ),
  ];
}

/** A list is a key with values named 1, 2, 3. */
function numbered(value: Settings | readonly unknown[]): Settings {
  if (!Array.isArray(value)) return value as Settings;
  return Object.fromEntries(value.map((entry, index) => [String(index + 1), entry]));
}

function dataOf(value: unknown): string {
  if (typeof value === 'boolean' || typeof value === 'number') return dwordOf(Number(value));
  const text = String(value);
  return /[\r\n]/.test(text) ? bytesOf(text) : `"${escaped(text)}"`;
}

function dwordOf(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST_DWORD) {
    throw new RangeError(`the registry holds no number ${value}`);
  }
  return `dword:${value.toString(16).padStart(8, '0')}`;
}

/** A text as the bytes that the registry keeps: between quotes there is no word for a line break. */
function bytesOf(text: string): string {
  const bytes = Buffer.from(`${text}\0`, 'utf16le');
  return `hex(1):${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(',')}`;
}

function escaped(text: string): string {
  return text.replace(/[\\"]/g, '\\$&');
}
