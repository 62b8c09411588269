/**
 * The canonical form rests on the URL parser of whoever runs it: the browser's where links are
 * judged, Node's where rules are made. Both must come to the same.
 */

import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { pathInProject } from '../../scripts/project.ts';
import { canonicalize } from '../../src/policy/url/canonicalize.ts';
import { named, readThirdPartyLines } from '../policy/url/third-party.ts';
import { type GuardedBrowser, launch } from '../support/browsers.ts';
import { type Internet, startInternet } from '../support/internet.ts';
import { diceOf, oddAddress } from '../support/odd-addresses.ts';
import { builtExtension } from '../support/test-ground.ts';
import own from '../vectors/canonicalize.json' with { type: 'json' };

const AT_ONCE = 5000;
const REAL = readThirdPartyLines('benign/web-urls.txt');
const VECTORS = own.vectors.map(({ input }) => input);

function oddAddresses(): readonly string[] {
  const dice = diceOf(11);
  const models = [...VECTORS, ...REAL];
  const made = Array.from({ length: 4 * AT_ONCE }, () => oddAddress(dice, models));
  // Half a character does not survive the way into the browser.
  return made.filter((address) => address.isWellFormed());
}

interface Reading {
  readonly canonical: string;
  /** What the canonical form becomes the second time. */
  readonly again: string;
  readonly isOpened: boolean;
}

/** Stands alone in the browser, beside the engine's own code. */
const READ = `(address) => {
  const form = (text) => { const read = engine.canonicalize(text); return read.ok ? read.url : read.problem; };
  const canonical = form(address);
  return { canonical, again: form(canonical), isOpened: URL.canParse(address) };
}`;

async function engineCode(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: pathInProject('src/policy/url/canonicalize.ts'),
        formats: ['iife'],
        name: 'engine',
      },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  return outputs.flatMap((one) => ('output' in one ? one.output[0].code : [])).join('\n');
}

let internet: Internet;
let code: string;
beforeAll(async () => {
  internet = await startInternet();
  code = await engineCode();
});
afterAll(() => internet.close());

describe.each(BROWSERS)('canonicalize, in %s', (name) => {
  let browser: GuardedBrowser;
  beforeAll(async () => {
    browser = await launch(name, { extensionDir: builtExtension(name), proxy: internet });
  });
  afterAll(() => browser.close());

  async function read(addresses: readonly string[]): Promise<readonly Reading[]> {
    const page = await browser.newPage();
    const found: Reading[] = [];
    for (let at = 0; at < addresses.length; at += AT_ONCE) {
      const part = JSON.stringify(addresses.slice(at, at + AT_ONCE));
      const answer = await page.evaluate(`${code}; JSON.stringify(${part}.map(${READ}))`);
      found.push(...(JSON.parse(String(answer)) as Reading[]));
    }
    await page.close();
    return found;
  }

  /** What both open and read differently. */
  async function differing(addresses: readonly string[]): Promise<readonly string[]> {
    const readings = await read(addresses);
    return addresses.filter((address, index) => {
      const ours = canonicalize(address);
      const { canonical, isOpened } = readings[index] as Reading;
      return isOpened && URL.canParse(address) && ours.ok && ours.url !== canonical;
    });
  }

  test('comes to the same as in Node on our own vectors', async () => {
    const readings = await read(VECTORS);
    expect(readings.map(({ canonical }) => canonical)).toEqual(
      own.vectors.map(({ canonical }) => canonical),
    );
  });

  test(named('comes to the same as in Node on real addresses', REAL), async () => {
    expect(await differing(REAL)).toEqual([]);
  });

  test('comes to the same as in Node on odd addresses, and to what is settled', async () => {
    const addresses = oddAddresses();
    // Chromium escapes an asterisk before it turns the label into punycode: no such name exists.
    const found = (await differing(addresses)).filter((address) => !/\*|%2a/i.test(address));
    expect(found).toEqual([]);
    const unsettled = (await read(addresses)).filter(
      ({ canonical, again }) => canonical.includes('://') && canonical !== again,
    );
    expect(unsettled).toEqual([]);
  });
});
