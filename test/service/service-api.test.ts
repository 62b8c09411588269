import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { openApiOf } from '../../src/service/open-api.ts';
import { operationsByName } from '../../src/service/operations.ts';
import { startTestService } from './test-service.ts';

const DOCUMENT = new URL('../../docs/service-api.md', import.meta.url);

interface HttpText {
  readonly first: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

function examplesOf(document: string): readonly (readonly [HttpText, HttpText])[] {
  const blocks = [...document.matchAll(/^```http\n([\s\S]*?)^```$/gm)].map(([, text = '']) =>
    parseHttp(text),
  );
  const pairs: [HttpText, HttpText][] = [];
  for (let index = 0; index + 1 < blocks.length; index += 2) {
    const [request, response] = blocks.slice(index, index + 2);
    if (request && response) pairs.push([request, response]);
  }
  return pairs;
}

function parseHttp(text: string): HttpText {
  const [head = '', ...rest] = text.split('\n\n');
  const [first = '', ...lines] = head.trim().split('\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return { first, headers, body: rest.join('\n\n').trim() };
}

/** What each word in angle brackets stands for: bound where it is first met in an answer. */
type Bindings = Map<string, string>;

function fill(text: string, bindings: Bindings): string {
  return text.replace(/<([a-z]+)>/g, (word, name: string) => bindings.get(name) ?? word);
}

function bind(expected: unknown, actual: unknown, bindings: Bindings): unknown {
  if (typeof expected === 'string') {
    const name = /^<([a-z]+)>$/.exec(expected)?.[1];
    if (name === undefined) return expected;
    if (typeof actual === 'string' && !bindings.has(name)) bindings.set(name, actual);
    return bindings.get(name);
  }
  if (Array.isArray(expected)) {
    const values: readonly unknown[] = Array.isArray(actual) ? actual : [];
    return expected.map((each, index) => bind(each, values[index], bindings));
  }
  if (typeof expected !== 'object' || expected === null) return expected;
  const values: Record<string, unknown> = Object.assign({}, actual);
  return Object.fromEntries(
    Object.entries(expected).map(([name, each]) => [name, bind(each, values[name], bindings)]),
  );
}

/** Whether the OpenAPI document knows this answer, where it knows the path at all. */
function expectDescribed(method: string, path: string, answer: Response): void {
  const found = operationsByName().find(
    ([, operation]) => operation.method === method && patternOf(operation.path).test(path),
  );
  if (found === undefined) {
    expect(answer.status).toBe(404);
    return;
  }
  if (answer.status === 304) return;
  const [, { path: template }] = found;
  const paths = v.parse(PathsSchema, openApiOf('0.1.0')).paths;
  const { content } = paths[template]?.[method.toLowerCase()]?.responses[answer.status] ?? {};
  const mediaType = (answer.headers.get('Content-Type') ?? '').split(';')[0] ?? '';
  expect(Object.keys(content ?? {}), `${method} ${path} ${answer.status}`).toContain(mediaType);
}

const PathsSchema = v.object({
  paths: v.record(
    v.string(),
    v.record(
      v.string(),
      v.object({
        responses: v.record(v.string(), v.object({ content: v.record(v.string(), v.unknown()) })),
      }),
    ),
  ),
});

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
}

describe('docs/service-api.md', async () => {
  const document = await readFile(DOCUMENT, 'utf8');
  const examples = examplesOf(document);

  test('has an example of every route that it names', () => {
    const routes = [...document.matchAll(/^\| `((?:GET|POST) \/[^`<]+)/gm)].map(
      ([, route]) => route,
    );
    // The page shows what this one says.
    const described = operationsByName().filter(([name]) => name !== 'interfacePage');
    expect(routes).toHaveLength(described.length);
    for (const route of routes) {
      expect(examples.map(([request]) => request.first)).toContainEqual(
        expect.stringContaining(route ?? 'no route'),
      );
    }
  });

  test('says what the service really answers', async () => {
    const { app } = await startTestService();
    const bindings: Bindings = new Map();
    for (const [request, expected] of examples) {
      const [method = '', path = ''] = request.first.split(' ');
      const answer = await app.request(path, {
        method,
        headers: request.headers.map(([name, value]) => [name, fill(value, bindings)]),
        ...(request.body === '' ? {} : { body: fill(request.body, bindings) }),
      });
      const name = `the answer to ${request.first}`;
      expect(answer.status, name).toBe(Number(expected.first));
      expectDescribed(method, path, answer);
      for (const [header, value] of expected.headers) {
        const actual = answer.headers.get(header);
        expect(actual, `${header} of ${name}`).toBe(bind(value, actual, bindings));
      }
      if (expected.body === '') continue;
      const actual: unknown = await answer.json();
      expect(actual, name).toEqual(bind(JSON.parse(expected.body), actual, bindings));
    }
    expect(examples.length).toBeGreaterThan(9);
  });
});
