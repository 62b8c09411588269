import { describe, expect, test } from 'vitest';
import { samplePages } from '../sample-pages.ts';
import { startTestService } from '../test-service.ts';

describe('pages', () => {
  test('may load nothing from elsewhere, run nothing inline, and be framed by nobody', async () => {
    const { app } = await startTestService({ pages: samplePages() });
    for (const path of ['/', '/desk', '/assets/portal-1.js', '/desk/api/session']) {
      const answer = await app.request(path);
      expect(answer.status).toBe(200);
      const policy = answer.headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('http');
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
  });

  test('sets no cookie on the portal', async () => {
    const { app } = await startTestService({ pages: samplePages() });
    for (const path of ['/', '/assets/portal-1.js', '/v1/health', '/v1/puzzle']) {
      expect((await app.request(path)).headers.getSetCookie()).toEqual([]);
    }
  });

  test('keeps what has its hash in its name for ever, and documents for no time', async () => {
    const { app } = await startTestService({ pages: samplePages() });
    const asset = await app.request('/assets/portal-1.js');
    expect(asset.headers.get('Cache-Control')).toContain('immutable');
    const document = await app.request('/');
    expect(document.headers.get('Cache-Control')).toBe('no-cache');
    const etag = document.headers.get('ETag') ?? '';
    const again = await app.request('/', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });

  test('knows no path but its own files', async () => {
    const { app } = await startTestService({ pages: samplePages() });
    for (const path of ['/assets/..%2fpackage.json', '/assets/none.js', '/desk/x', '/assets/']) {
      expect((await app.request(path)).status).toBe(404);
    }
  });

  test('are not there where none were built', async () => {
    const { app } = await startTestService();
    expect((await app.request('/')).status).toBe(404);
    expect((await app.request('/desk')).status).toBe(404);
    expect((await app.request('/desk/api/session')).status).toBe(404);
  });
});
