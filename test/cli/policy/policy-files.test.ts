import { describe, expect, test } from 'vitest';
import { writtenFromSchema } from '../../../scripts/policy-files.ts';
import { EXAMPLE_IDS, STORE_ID } from '../../../src/cli/policy/extension-ids.ts';
import { MANAGED_KEYS, readManaged } from '../../../src/policy/index.ts';
import { files, read } from '../../support/tree.ts';

const written = await writtenFromSchema();
const example: unknown = JSON.parse(read('docs/enterprise/example.json'));

const at = (path: string) => written.get(`docs/enterprise/files/${path}`) ?? '';

describe('what is written from the schema of the managed settings', () => {
  test.each([...written.keys()])('%s is up to date', (path) => {
    expect(read(path)).toBe(written.get(path));
  });

  test('nothing else lies beside it', () => {
    const there = files('docs/enterprise/files/**/*.*');
    expect(there.filter((path) => !written.has(path))).toEqual([]);
  });

  test('the example sets every key, and nothing in it is wrong', () => {
    const { keys, faults } = readManaged(example);
    expect(faults).toEqual([]);
    expect(keys).toEqual(Object.keys(MANAGED_KEYS));
  });
});

describe('the schema for Chrome and Edge', () => {
  /** What Chromium's parser of policy schemas takes. */
  const TYPES = ['array', 'boolean', 'integer', 'object', 'string'];
  const KEYWORDS = ['type', 'title', 'items', 'properties', 'additionalProperties'];

  function faultsIn(node: Record<string, unknown>, place: string): string[] {
    const { type, items, properties = {}, additionalProperties } = node;
    const below = [
      ...Object.entries(properties as Record<string, Record<string, unknown>>),
      ...Object.entries({ items, additionalProperties }).filter(([, one]) => one !== undefined),
    ] as [string, Record<string, unknown>][];
    return [
      ...(TYPES.includes(String(type)) ? [] : [`${place}: type`]),
      ...Object.keys(node)
        .filter((name) => !KEYWORDS.includes(name))
        .map((name) => `${place}: ${name}`),
      ...(type === 'array' && items === undefined ? [`${place}: items`] : []),
      ...below.flatMap(([name, one]) => faultsIn(one, `${place}.${name}`)),
    ];
  }

  const schema = JSON.parse(written.get('public/managed-schema.json') ?? '');

  test('holds only what those browsers can read', () => {
    expect(faultsIn(schema, 'schema')).toEqual([]);
    expect(schema).not.toHaveProperty('additionalProperties');
  });

  test('has every key', () => {
    expect(Object.keys(schema.properties)).toEqual(Object.keys(MANAGED_KEYS));
  });
});

describe('the files', () => {
  test('say the same on Linux, in Firefox and in the example', () => {
    const chrome = JSON.parse(at('linux/chrome.json'));
    const edge = JSON.parse(at('linux/edge.json'));
    const firefox = JSON.parse(at('firefox/policies.json'));
    const wanted = readManaged(example);
    for (const settings of [
      chrome['3rdparty'].extensions[EXAMPLE_IDS.chrome],
      edge['3rdparty'].extensions[EXAMPLE_IDS.edge],
      firefox.policies['3rdparty'].Extensions[EXAMPLE_IDS.firefox],
    ]) {
      expect(readManaged(settings)).toEqual(wanted);
    }
  });

  test('say the same in the registry', () => {
    expect(readManaged(fromRegistry(at('windows/chrome.reg')))).toEqual(readManaged(example));
    expect(readManaged(fromRegistry(at('windows/firefox.reg')))).toEqual(readManaged(example));
  });

  test('are written under the name that Firefox knows the extension by', () => {
    expect(read('vite.config.ts')).toContain(`id: '${EXAMPLE_IDS.firefox}'`);
    expect(EXAMPLE_IDS.chrome).toMatch(STORE_ID);
  });

  test.each(['chrome', 'edge', 'firefox'])(
    '%s: a template has words for all that it names',
    (name) => {
      const template = at(`windows/link-guard-${name}.admx`);
      const named = [...template.matchAll(/\$\((string|presentation)\.([^)]*)\)/g)];
      expect(named.length).toBeGreaterThan(100);
      const elements = [...template.matchAll(/<(?:list|enum|text) id="([^"]+)"/g)];
      for (const language of ['en-US', 'zh-CN']) {
        const words = at(`windows/${language}/link-guard-${name}.adml`);
        const missing = named.filter(([, kind, id]) => !words.includes(`<${kind} id="${id}">`));
        expect(missing).toEqual([]);
        const boxless = elements.filter(([, id]) => !words.includes(`refId="${id}"`));
        expect(boxless).toEqual([]);
      }
      const ids = [...template.matchAll(/ id="([^"]+)"|<policy name="([^"]+)"/g)];
      expect(ids.filter(([, id, name]) => !/^\w+$/.test(id ?? name ?? ''))).toEqual([]);
    },
  );
});

/** Reads a `.reg` file as the browsers do: keys are objects, and what is numbered is a list. */
function fromRegistry(text: string): unknown {
  const root: Record<string, unknown> = {};
  let base = '';
  let here = root;
  for (const line of text.split('\r\n')) {
    const [, key] = /^\[([^-].*)\]$/.exec(line) ?? [];
    if (key !== undefined) {
      base ||= key;
      here = key
        .slice(base.length + 1)
        .split('\\')
        .filter((name) => name !== '')
        .reduce((node: Record<string, unknown>, name) => {
          node[name] ??= {};
          return node[name] as Record<string, unknown>;
        }, root);
    }
    const [, name, value = ''] = /^"((?:[^"\\]|\\.)*)"=(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    here[name] = value.startsWith('dword:')
      ? Number.parseInt(value.slice(6), 16)
      : value.slice(1, -1).replace(/\\(.)/g, '$1');
  }
  return listed(root);
}

function listed(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([name, value]) => [name, listed(value)] as const);
  return entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries);
}
