/**
 * Hands out portal and desk. A page may load nothing from elsewhere, run nothing that does not
 * stand in its own files, and be framed by nobody.
 */
import type { MiddlewareHandler } from 'hono';
import type { AppContext } from '../app-env.ts';
import type { PageFile, PageFiles } from '../page-files.ts';
import { Refusal } from '../problem.ts';

const POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types link-guard',
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

export function pageHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  };
}

/** A browser tells a form's own page where it comes from only if the page lets it. */
export function plainHeaders(): MiddlewareHandler {
  const { 'Content-Security-Policy': _, ...rest } = HEADERS;
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(rest)) context.header(name, value);
    context.header('Referrer-Policy', 'same-origin');
  };
}

export function answerDocument(pages: PageFiles, name: string) {
  return (context: AppContext): Response => answer(context, pages.document(name), 'no-cache');
}

export function answerAsset(pages: PageFiles) {
  return (context: AppContext): Response =>
    answer(
      context,
      pages.asset(context.req.param('name') ?? ''),
      'public, max-age=31536000, immutable',
    );
}

function answer(context: AppContext, file: PageFile | undefined, caching: string): Response {
  if (file === undefined) throw new Refusal('not-found');
  const headers = { ETag: file.etag, 'Cache-Control': caching };
  if (context.req.header('If-None-Match') === file.etag) return context.body(null, 304, headers);
  return context.body(file.bytes, 200, { ...headers, 'Content-Type': file.type });
}
