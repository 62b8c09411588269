/** Page files for tests that look at how pages are handed out, not at what stands in them. */
import type { PageFile, PageFiles } from '../../src/service/page-files.ts';

export function samplePages(): PageFiles {
  const file = (text: string, type: string): PageFile => ({
    bytes: new TextEncoder().encode(text),
    type,
    etag: `"${text.length}"`,
  });
  const documents = new Map([
    ['portal', file('<!doctype html><p>portal', 'text/html; charset=utf-8')],
    ['desk', file('<!doctype html><p>desk', 'text/html; charset=utf-8')],
  ]);
  const assets = new Map([['portal-1.js', file('export {};', 'text/javascript; charset=utf-8')]]);
  return { document: (name) => documents.get(name), asset: (name) => assets.get(name) };
}
