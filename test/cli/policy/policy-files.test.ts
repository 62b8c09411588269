import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writtenFromSchema } from '../../../scripts/policy-files.ts';
import { EXAMPLE_IDS, STORE_ID } from '../../../src/cli/policy/extension-ids.ts';
import { propertyList } from '../../../src/cli/policy/mac-files.ts';
import { policyFiles } from '../../../src/cli/policy/policy-files.ts';
import { type Form, MANAGED_FORMS, MANAGED_KEYS, readManaged } from '../../../src/policy/index.ts';
import {
  emptyRegistry,
  importRegistry,
  keyAt,
  readPropertyList,
  readTemplate,
  settingsIn,
  type TemplatePolicy,
} from '../../support/policy-stores.ts';
import { files, ROOT, read } from '../../support/tree.ts';

const written = await writtenFromSchema();
const example: unknown = JSON.parse(read('docs/enterprise/example.json'));

const bytesAt = (path: string) => written.get(`docs/enterprise/files/${path}`) ?? new Uint8Array();
const at = (path: string) => new TextDecoder().decode(bytesAt(path));

/** Where each browser looks in the registry. */
const REGISTRY_KEYS: Readonly<Record<string, string>> = {
  chrome: `Software\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${EXAMPLE_IDS.chrome}\\policy`,
  edge: `Software\\Policies\\Microsoft\\Edge\\3rdparty\\extensions\\${EXAMPLE_IDS.edge}\\policy`,
  firefox: `Software\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions\\${EXAMPLE_IDS.firefox}`,
};
const NAMES = Object.keys(REGISTRY_KEYS);

/** What a browser finds after these files were imported, one after the other. */
function inRegistry(name: string, ...imported: readonly Uint8Array[]): unknown {
  const registry = emptyRegistry();
  for (const bytes of imported) importRegistry(bytes, registry);
  const path = ['HKEY_LOCAL_MACHINE', ...(REGISTRY_KEYS[name] ?? '').split('\\')];
  return settingsIn(keyAt(registry, path));
}

describe('what is written from the schema of the managed settings', () => {
  test.each([...written.keys()])('%s is up to date', (path) => {
    expect(readFileSync(join(ROOT, path)).equals(written.get(path) ?? Buffer.of())).toBe(true);
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

  const schema = JSON.parse(read('public/managed-schema.json'));

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

  test.each(NAMES)('say the same in the registry for %s', (name) => {
    const settings = inRegistry(name, bytesAt(`windows/${name}.reg`));
    expect(readManaged(settings)).toEqual(readManaged(example));
  });

  test.each(NAMES)('leave nothing of earlier ones in the registry for %s', (name) => {
    const before = policyFiles(
      {
        ...{ format: 1, reportOnly: true, block: ['a.example', 'b.example'] },
        organisation: { name: '示例公司', text: 'Ask "us"\nor\\and them' },
        recommended: { contexts: { group: 'ask' }, hints: false },
      },
      EXAMPLE_IDS,
    ).get(`windows/${name}.reg`);
    const after = policyFiles(
      { format: 1, organisation: { name: '示例公司' }, block: ['b.example'] },
      EXAMPLE_IDS,
    ).get(`windows/${name}.reg`);
    if (before === undefined || after === undefined) throw new Error('not written');
    expect(inRegistry(name, before)).toEqual({
      ...{ format: 1, reportOnly: 1, block: ['a.example', 'b.example'] },
      organisation: { name: '示例公司', text: 'Ask "us"\nor\\and them' },
      recommended: { contexts: { group: 'ask' }, hints: 0 },
    });
    expect(inRegistry(name, before, after)).toEqual({
      ...{ format: 1, organisation: { name: '示例公司' }, block: ['b.example'] },
    });
  });

  test('say the same in property lists, each and in the profile', () => {
    const domains = [
      `com.google.Chrome.extensions.${EXAMPLE_IDS.chrome}`,
      `com.microsoft.Edge.extensions.${EXAMPLE_IDS.edge}`,
      'org.mozilla.firefox',
    ];
    const profile = readPropertyList(at('macos/link-guard.mobileconfig')) as {
      PayloadContent: Record<string, unknown>[];
    };
    expect(profile.PayloadContent.map(({ PayloadType }) => PayloadType)).toEqual(domains);
    for (const [index, domain] of domains.entries()) {
      const alone = readPropertyList(at(`macos/${domain}.plist`)) as Record<string, unknown>;
      expect(readManaged(macSettings(alone))).toEqual(readManaged(example));
      expect(profile.PayloadContent[index]).toMatchObject(alone);
    }
  });

  test('have no number in a property list that is none there', () => {
    expect(readPropertyList(propertyList({ share: 0.1, format: 1 }))).toEqual({
      ...{ share: 0.1, format: 1 },
    });
    expect(() => propertyList({ hints: null })).toThrow('holds no null');
  });

  test('are written under the name that Firefox knows the extension by', () => {
    expect(read('vite.config.ts')).toContain(`id: '${EXAMPLE_IDS.firefox}'`);
    expect(EXAMPLE_IDS.chrome).toMatch(STORE_ID);
  });

  test.each(NAMES)('%s: a template writes what the schema reads, and all of it', (name) => {
    const policies = readTemplate(at(`windows/link-guard-${name}.admx`), REGISTRY_KEYS[name] ?? '');
    const forms: Record<string, unknown> = {};
    for (const policy of policies) {
      for (const [path, form] of formsOf(policy)) forms[path] = form;
    }
    expect(forms).toEqual(Object.fromEntries(flatForms('', MANAGED_FORMS)));
  });

  test.each(NAMES)('%s: a number is in its box before anybody writes into it', (name) => {
    const policies = readTemplate(at(`windows/link-guard-${name}.admx`), REGISTRY_KEYS[name] ?? '');
    const words = at(`windows/en-US/link-guard-${name}.adml`);
    const numbers = policies.flatMap(({ elements }) =>
      elements.filter(({ kind }) => kind === 'decimal').map(({ attributes }) => attributes),
    );
    expect(numbers.map(({ valueName }) => valueName)).toEqual(['format', 'rulesetVersion']);
    for (const { id, maxValue } of numbers) {
      expect(words).toContain(`<decimalTextBox refId="${id}" defaultValue="${maxValue}"`);
    }
  });

  test.each(NAMES)('%s: a template has words for all that it names', (name) => {
    const template = at(`windows/link-guard-${name}.admx`);
    const named = [...template.matchAll(/\$\((string|presentation)\.([^)]*)\)/g)];
    expect(named.length).toBeGreaterThan(100);
    const elements = [...template.matchAll(/<(?:list|enum|text|decimal) id="([^"]+)"/g)];
    for (const language of ['en-US', 'zh-CN', 'zh-TW']) {
      const words = at(`windows/${language}/link-guard-${name}.adml`);
      const missing = named.filter(([, kind, id]) => !words.includes(`<${kind} id="${id}">`));
      expect(missing).toEqual([]);
      const boxless = elements.filter(([, id]) => !words.includes(`refId="${id}"`));
      expect(boxless).toEqual([]);
    }
    const ids = [...template.matchAll(/ id="([^"]+)"|<policy name="([^"]+)"/g)];
    expect(ids.filter(([, id, name]) => !/^\w+$/.test(id ?? name ?? ''))).toEqual([]);
  });
});

function macSettings(list: unknown): unknown {
  const { '3rdparty': thirdParty, ...plain } = list as Record<
    string,
    { Extensions: Record<string, unknown> }
  >;
  return thirdParty === undefined ? plain : thirdParty.Extensions[EXAMPLE_IDS.firefox];
}

/** What is written below the settings' key, in the words of the schema. */
function formsOf({ path, switched, elements }: TemplatePolicy): readonly [string, unknown][] {
  const dotted = (...names: readonly string[]) => names.filter((name) => name !== '').join('.');
  if (switched !== undefined) {
    expect([switched.on, switched.off]).toEqual(['1', '0']);
    return [[dotted(...path, switched.valueName), { kind: 'switch' }]];
  }
  return elements.map((element): [string, unknown] => {
    const { kind, attributes, values } = element;
    const { valueName = '', minValue, maxValue, explicitValue } = attributes;
    const at = dotted(...element.path, valueName);
    if (kind === 'decimal') {
      return [at, { kind: 'number', from: Number(minValue), to: Number(maxValue) }];
    }
    if (kind === 'enum') return [at, { kind: 'text', options: values }];
    if (kind === 'text') return [at, { kind: 'text' }];
    return [at, { kind: explicitValue === 'true' ? 'map' : 'list' }];
  });
}

/** The schema as a template can say it: one entry for each value of the registry. */
function flatForms(
  within: string,
  forms: Readonly<Record<string, Form>>,
): readonly [string, unknown][] {
  return Object.entries(forms).flatMap(([name, form]): readonly [string, unknown][] => {
    const at = within === '' ? name : `${within}.${name}`;
    switch (form.kind) {
      case 'fields':
        return flatForms(at, form.fields);
      case 'documents':
        return [[at, { kind: 'text' }]];
      case 'map':
        if (form.names === undefined) return [[at, { kind: 'map' }]];
        return form.names.map((one) => [`${at}.${one}`, { kind: 'text', options: form.options }]);
      default:
        return [[at, form]];
    }
  });
}
