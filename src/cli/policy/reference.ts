/** The reference of all keys, for docs/enterprise. */
import { type Form, MANAGED_FORMS } from '../../policy/index.ts';
import { helpOf, titleOf } from './key-words.ts';
import type { Settings } from './stored.ts';

const HEAD = `# Managed settings

Every key that an administrator can set. Written by \`npm run policy-files\` from the schema in \`src/policy/managed\`; a test fails when it is not up to date.

What stands at the top holds, and people cannot change it; what stands under \`recommended\` holds until a person chooses otherwise. A value that is wrong is left out by itself and told on the extension's page of settings; \`npx --no link-guard policy check FILE\` tells it before you roll it out. Nothing here deletes what a person set: it is hidden, and comes back when the setting is taken back.

In Chrome and Edge, a value of another kind than the table says is dropped by the browser before the extension sees it, and so is a key that is not known: only the check of the file tells of these. "JSON text" is a list of objects written as one text where the store of policies is Chrome's or Edge's; Firefox and the command line take the objects as they are, too.
`;

export function reference(example: Settings): string {
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
  return [HEAD, ...sections].join('\n');
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
