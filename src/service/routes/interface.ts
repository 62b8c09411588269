/** Hands out the interface's own description: for programs, and as a page for people. */
import { createHash } from 'node:crypto';
import type { AppContext, AppOptions } from '../app-env.ts';
import { openApiOf } from '../open-api.ts';
import { type Operation, operationsByName } from '../operations.ts';
import { BRIEFLY } from './caching.ts';

export function answerOpenApi({ version }: AppOptions) {
  const text = `${JSON.stringify(openApiOf(version))}\n`;
  return (context: AppContext): Response =>
    context.body(text, 200, { 'Content-Type': 'application/json', 'Cache-Control': BRIEFLY });
}

const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #8884;padding:.5rem;text-align:left;vertical-align:top}code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}';

/** The page runs nothing, loads nothing and may not be framed; its one style is named by its hash. */
const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function answerInterfacePage({ version }: AppOptions) {
  const page = pageOf(version);
  return (context: AppContext): Response =>
    context.body(page, 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': PAGE_POLICY,
      'Cache-Control': BRIEFLY,
    });
}

/** Nothing in it comes from a request. */
function pageOf(version: string): string {
  const rows = operationsByName().map(([, operation]) => rowOf(operation));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Link Guard policy service</title>
<style>${STYLE}</style>
<main>
<h1>Link Guard policy service ${escaped(version)}</h1>
<p>No account, cookie or token; every origin may read the answers. Every refusal is a problem of RFC 9457. The same for programs: <a href="/v1/openapi.json">openapi.json</a>.</p>
<table>
<thead><tr><th scope="col">Request<th scope="col">What it does<th scope="col">Answers<th scope="col">May be kept</thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>
</html>
`;
}

const KEPT = { never: 'no', briefly: 'a minute', 'for-ever': 'for ever' } as const;

function rowOf({ method, path, what, answers, problems, keeping }: Operation): string {
  const said = Object.entries(answers).map(([status, answer]) => `${status} ${answer.what}`);
  const cells = [
    `<code>${method} ${escaped(path)}</code>`,
    escaped(what),
    [...said, ...problems].map(escaped).join('<br>'),
    KEPT[keeping],
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}`).join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
