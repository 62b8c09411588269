/** One browser with the guard and a chat in it, and a way to take pictures of them. */
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type GuardedBrowser, launch } from '../test/support/browsers.ts';
import { rulesetTaken } from '../test/support/guarded-chat.ts';
import type { Internet } from '../test/support/internet.ts';
import type { PolicyService } from '../test/support/service.ts';
import { layOutAll } from '../test/support/shown-pages.ts';
import { builtExtension } from '../test/support/test-ground.ts';
import type { BrowserName } from './browsers.ts';
import type { RunningServer } from './folder-server.ts';

export interface Look {
  readonly browser: BrowserName;
  readonly lang: 'en-US' | 'zh-CN' | 'zh-TW';
  readonly colours: 'light' | 'dark';
  readonly width: 'wide' | 'narrow';
}

export interface Place {
  readonly look: Look;
  readonly dir: string;
  readonly internet: Internet;
  readonly service: PolicyService;
  readonly demo: RunningServer;
}

export interface Scenery extends Place {
  readonly browser: GuardedBrowser;
  /** The demo chat, in view. */
  readonly chat: Page;
  /** How many pictures there are. */
  taken(): number;
  /** Of the whole page, or of its first screen where it scrolls by itself. */
  picture(page: Page, name: string, size?: Size): Promise<void>;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** As wide as a popup is. */
export const POPUP_SIZE: Size = { width: 380, height: 600 };

const SIZES: Readonly<Record<Look['width'], Size>> = {
  wide: { width: 1000, height: 760 },
  narrow: { width: 360, height: 760 },
};

export async function openScenery(place: Place): Promise<Scenery> {
  const { look, dir, internet, service, demo } = place;
  const size = SIZES[look.width];
  const browser = await launch(look.browser, {
    extensionDir: builtExtension(look.browser),
    proxy: internet,
    lang: look.lang,
    colourScheme: look.colours,
    ...size,
  });
  await rulesetTaken(browser, service);
  let count = 0;
  return {
    ...place,
    browser,
    chat: await browser.newPage(`${demo.address}/?in=lin`),
    taken: () => count,
    async picture(page, name, wanted = size) {
      await page.bringToFront();
      // Firefox's driver cannot, and takes the colours from a preference.
      if (look.browser === 'chromium') {
        const value = look.colours;
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      }
      await page.setViewport(wanted);
      await layOutAll(page);
      await drawn(page);
      count += 1;
      const file = `${String(count).padStart(2, '0')}-${name}.png`;
      await page.screenshot({ path: join(dir, file), fullPage: true });
    },
  };
}

/** Two frames: what was asked for is laid out and painted. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}
