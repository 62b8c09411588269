/** The reference of all keys, for docs/enterprise. */
import { type Form, MANAGED_FORMS } from '../../policy/index.ts';
import { helpOf, titleOf } from './key-words.ts';
import type { Settings } from './stored.ts';

const HEAD = `# Managed settings

Every key that an administrator can set. Written by \`npm run policy-files\` from the schema in \`src/policy/managed\`; a test fails when it is not up to date.

What stands at the top holds, and people cannot change it; what stands under \`recommended\` holds until a person chooses otherwise. A value that is wrong is left out by itself and told on the extension's page of settings; \`npx --no link-guard policy check FILE\` tells it before you roll it out. Nothing here deletes what a person set: it is hidden, and comes back when the setting is taken back.

In Chrome and Edge, a value of another kind than the table says is dropped by the browser before the extension sees it, and so is a key that is not known: only the check of the file tells of these. "JSON text" is a list of objects written as one text where the store of policies is Chrome's or Edge's; Firefox and the command line take the objects as they are, too.
`;

/** What each key does to what is there without it. */
const EFFECTS: Readonly<Record<string, string>> = {
  format: 'says that all of it has arrived',
  organisation: 'adds to gates and pages',
  service: "replaces the package's service, and with a root its ruleset",
  contexts: "overrules the person's choice, which is kept",
  categories: "overrules the person's choice, which is kept",
  sites: "overrules the person's choice, which is kept",
  hints: "overrules the person's choice, which is kept",
  lookups: "overrules the person's choice, which is kept",
  language: "overrules the person's choice, which is kept",
  recommended: "replaces what holds as usual; the person's choice replaces it",
  block: 'adds; comes before everything else',
  allow: 'adds; comes before everything but `block`',
  rules: "adds; comes before the person's choices",
  stages: "adds; comes before the ruleset's",
  protectedBrands: 'adds to those of the package',
  linkRules: 'adds to those of the package',
  customSites: "adds; replaces a built-in one of the same id; the person's stay",
  sitesOff: 'takes away the reading of built-in sites',
  reportOnly: 'takes away every stop',
  proceed: 'when off, takes away the way on from a gate',
  exceptions: "when off, hides the person's, and none counts",
  ownSites: "when off, hides the person's, and none is used",
  complaints: 'when off, takes away the form',
  fleet: 'when on, adds a report to your own service',
  diagnostics: 'when off, takes away the report that can be copied',
  rulesetVersion: 'holds back newer rulesets',
};

export function reference(example: Settings): string {
  const effects = Object.keys(MANAGED_FORMS).map((key) => `| \`${key}\` | ${effectOf(key)} |`);
  const table = ['| key | what it does to what is there |', '|---|---|', ...effects, ''].join('\n');

  const sections = Object.entries(MANAGED_FORMS).map(([key, form]) => {
    const lines = [
      `## \`${key}\``,
      '',
      `${titleOf('en-US', key)}. ${helpOf('en-US', key)}`,
      '',
      kind(form),
    ];
    const value = example[key];
    const sample = value === undefined ? [] : ['', '```json', json({ [key]: value }), '```'];
    return [...lines, ...sample, ''].join('\n');
  });
  return [HEAD, table, ...sections].join('\n');
}

function effectOf(key: string): string {
  const effect = EFFECTS[key];
  if (effect === undefined) throw new TypeError(`no words for what ${key} does`);
  return effect;
}

function kind(form: Form): string {
  return `Kind: ${wordsOf(form)}.`;
}

function wordsOf(form: Form): string {
  switch (form.kind) {
    case 'switch':
      return '`true` or `false`';
    case 'number':
      return form.from === form.to
        ? `\`${form.from}\``
        : `a whole number from ${form.from} to ${form.to}`;
    case 'list':
      return 'a list of texts';
    case 'documents':
      return 'objects, or JSON text';
    case 'text':
      return form.options === undefined ? 'text' : `one of ${quoted(form.options)}`;
    case 'map':
      return `${form.names === undefined ? 'by id' : `by ${quoted(form.names)}`}, each ${quoted(form.options)}`;
    case 'fields':
      return `an object with ${Object.entries(form.fields)
        .map(([name, part]) => `\`${name}\` (${wordsOf(part)})`)
        .join('; ')}`;
  }
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
