/** A `.reg` file for Windows, as Chrome, Edge and Firefox read the registry. */
import { type Settings, storedIn } from './stored.ts';

/** `key` is the registry key of the extension's settings. */
export function registryFile(settings: Settings, key: string): string {
  const sections = sectionsOf(storedIn(settings), key);
  // The editor of the registry wants its own line ends.
  return ['Windows Registry Editor Version 5.00', ...sections, '']
    .join('\n\n')
    .replace(/\n/g, '\r\n');
}

function sectionsOf(values: Settings, key: string): readonly string[] {
  const entries = Object.entries(values);
  const plain = entries.filter(([, value]) => typeof value !== 'object');
  const below = entries.filter(([, value]) => typeof value === 'object' && value !== null);
  const lines = plain.map(([name, value]) => `"${escaped(name)}"=${dataOf(value)}`);
  return [
    [`[${key}]`, ...lines].join('\n'),
    ...below.flatMap(([name, value]) => [
      // Emptied first: an entry that was taken out of a list must not stay.
      `[-${key}\\${name}]`,
      ...sectionsOf(numbered(value as Settings | readonly unknown[]), `${key}\\${name}`),
    ]),
  ];
}

/** A list is a key with values named 1, 2, 3. */
function numbered(value: Settings | readonly unknown[]): Settings {
  if (!Array.isArray(value)) return value as Settings;
  return Object.fromEntries(value.map((entry, index) => [String(index + 1), entry]));
}

function dataOf(value: unknown): string {
  if (typeof value === 'boolean') return `dword:0000000${Number(value)}`;
  if (typeof value === 'number') return `dword:${value.toString(16).padStart(8, '0')}`;
  return `"${escaped(String(value))}"`;
}

function escaped(text: string): string {
  return text.replace(/[\\"]/g, '\\$&');
}
