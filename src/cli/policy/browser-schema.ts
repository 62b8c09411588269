/**
 * What Chrome and Edge are told of the managed settings: only which kind of value each key has. A
 * value that breaks this schema is dropped by the browser without a word, so everything finer is
 * left to the extension, which tells. A schema that the browser cannot read stops the extension
 * from loading.
 */
import { type Form, MANAGED_FORMS } from '../../policy/index.ts';
import { titleOf } from './key-words.ts';

interface Node {
  readonly type: string;
  readonly title?: string;
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node;
}

export function browserSchema(): string {
  const properties = Object.fromEntries(
    Object.entries(MANAGED_FORMS).map(([key, form]) => [
      key,
      { title: titleOf('en-US', key), ...nodeOf(form) },
    ]),
  );
  return `${JSON.stringify({ type: 'object', properties }, undefined, 2)}\n`;
}

function nodeOf(form: Form): Node {
  switch (form.kind) {
    case 'switch':
      return { type: 'boolean' };
    case 'number':
      return { type: 'integer' };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    case 'map':
      return { type: 'object', additionalProperties: { type: 'string' } };
    case 'fields':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(form.fields).map(([name, part]) => [name, nodeOf(part)]),
        ),
      };
    case 'text':
    case 'documents':
      return { type: 'string' };
  }
}
