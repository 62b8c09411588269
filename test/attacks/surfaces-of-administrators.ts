/// <reference lib="dom" />
/** A92: settings that a careless or hostile administrator gives to the browser. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ManagedView } from '../../src/extension/messaging/protocol.ts';
import { LISTED, listedLink } from '../e2e/content-pages.ts';
import { ask, GATE, readGateText, viewOf } from '../support/fault-ground.ts';
import { makeManagedBrowser } from '../support/managed-browser.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import type { Attack } from './attack.ts';

const ELSEWHERE = 'service.administrators.example';

/** Parsed, so that the names of objects are keys of it like any other. */
const HOSTILE: Readonly<Record<string, unknown>> = JSON.parse(`{
  "format": 1,
  "exceptions": false,
  "allow": ["*", "*.*", "https://*/", "category:everything"],
  "service": { "address": "http://${ELSEWHERE}", "root": "AAAA" },
  "contexts": { "__proto__": "open", "constructor": "open" },
  "__proto__": { "reportOnly": true, "allow": ["*"] },
  "customSites": [
    {
      "id": "demo",
      "name": { "en": "Chat", "zh": "聊天" },
      "hosts": ["localhost", "127.0.0.1"],
      "fingerprint": "a[",
      "list": ":has(",
      "message": "]]",
      "clues": [],
      "lastVerified": "2026-11-20"
    }
  ]
}`);

/** As many as the browser itself takes. */
const FLOOD = Array.from({ length: 20_000 }, (_, n) => `h${n}.flood.example`);

export const A92: Attack = {
  id: 'A92',
  title:
    'What an administrator sets is careless or hostile: everything allowed, a service without TLS, far too much, names of objects, selectors that nobody can read',
  required:
    'what is not valid is refused by itself, and told; the rest holds, and the listed link is stopped',
  modes: { only: ['warm'], why: 'it is a browser of its own, started with the settings.' },
  within: 120_000,
  async run(ground) {
    const { internet } = ground.world;
    const folder = await makeTemporaryFolder('managed-extension');
    const extensionDir = join(folder.path, 'extension');
    await cp(builtExtension(ground.name), extensionDir, { recursive: true });
    const managed = await makeManagedBrowser(ground.name, internet, extensionDir);
    try {
      await managed.setPolicy({ ...HOSTILE, block: FLOOD });
      const browser = await managed.start();
      try {
        const desk = await browser.extensionPage('icons/16.png');
        const view = await until(
          async () => {
            const told = await ask<ManagedView>(desk, 'managed.view');
            return told.keys.includes('exceptions') && told;
          },
          { what: 'the settings', within: 30_000 },
        );
        const places = view.faults.map(({ place }) => place);
        const refused = ['allow.0', 'allow.1', 'allow.2', 'allow.3', 'service.address', 'block'];
        expect(places).toEqual(expect.arrayContaining(refused));
        expect(view.settings.allow ?? []).toEqual([]);
        expect(view.settings.exceptions).toBe(false);
        expect(view.settings.contexts ?? {}).toEqual({});
        expect(({} as { reportOnly?: unknown }).reportOnly).toBeUndefined();
        expect((await viewOf(desk)).protection.problems).not.toContain('report-only');
        const page = await browser.newPage(ground.chat(listedLink('a')));
        await ground.untilStopped(page, '#a');
        await page.bringToFront();
        await page.click('#a');
        expect((await browser.readAndClose(GATE, readGateText)).text).not.toBe('');
        expect(internet.contacts(ELSEWHERE)).toEqual([]);
      } finally {
        await browser.close();
      }
    } finally {
      await managed.remove();
      await folder.remove();
    }
    await ground.noContact(LISTED);
  },
};
