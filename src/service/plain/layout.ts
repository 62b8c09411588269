/** What every page without scripts stands in. It runs nothing and loads nothing. */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { AppContext } from '../app-env.ts';
import { LANGUAGES } from '../pages/words/languages.ts';
import type { Speech } from './words.ts';

/** What `html` gives: everything that is put into it is escaped. */
export type Markup = ReturnType<typeof html>;

const STYLE =
  ':root{color-scheme:light dark;--ground:light-dark(#f3f5f7,#12161a);--paper:light-dark(#fff,#1b2127);--ink:light-dark(#17202a,#e7ebef);--quiet:light-dark(#55616e,#a5b0bb);--line:light-dark(#d5dbe1,#36404a);--edge:light-dark(#76828e,#7d8894);--accent:light-dark(#0b6477,#6cc5d9);--on:light-dark(#fff,#06262e)}*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}main,header{max-width:42rem;margin:0 auto;padding:1rem}header{display:flex;flex-wrap:wrap;gap:.5rem 1.2rem;align-items:baseline}header a:nth-child(2){margin-inline-end:auto}h1{margin:0;font-size:1.6rem}h2{margin:0;font-size:1.2rem}main,.card{display:grid;gap:1rem}.card{padding:1.2rem;border:1px solid var(--line);border-radius:10px;background:var(--paper)}p,dl,dd{margin:0;overflow-wrap:anywhere}label{display:grid;gap:.25rem;font-weight:600}small,.quiet,dt{color:var(--quiet);font-weight:400}input,select,textarea,button{width:100%;min-height:2.75rem;padding:.5rem .7rem;border:1px solid var(--edge);border-radius:6px;background:var(--paper);color:inherit;font:inherit}button{width:auto;justify-self:start;padding:.5rem 1.2rem;border-color:var(--accent);background:var(--accent);color:var(--on);font-weight:600;cursor:pointer}a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}@media(forced-colors:active){:root{--accent:LinkText;--on:Canvas}button{forced-color-adjust:none}}.care{padding:.7rem 1rem;border:1px solid;border-radius:8px}.receipt{padding:.7rem;border:1px dashed var(--edge);border-radius:6px;font-family:ui-monospace,monospace}dl,dl.card{display:grid;gap:.2rem}dd{margin-bottom:.5rem;white-space:pre-wrap}';

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': POLICY,
  'Cache-Control': 'no-store',
};

export interface PlainPage {
  readonly title: string;
  readonly body: Markup;
  readonly status?: 200 | 201 | 400 | 403 | 404 | 429 | 503;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function showPlain(
  context: AppContext,
  { language, say }: Speech,
  { title, body, status = 200, headers = {} }: PlainPage,
): Promise<Response> {
  const others = LANGUAGES.filter(({ tag }) => tag !== language).map(
    ({ tag, name }) =>
      html`<a href="/plain?lang=${tag}" lang="${tag}" hreflang="${tag}">${name}</a>\n`,
  );
  const page = await html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${say('name')}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
<strong>${say('name')}</strong>
<a href="/plain?lang=${language}">${say('plain_start')}</a>
${others}</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  return context.body(String(page), status, { ...HEADERS, ...headers });
}
