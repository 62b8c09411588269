/// <reference lib="dom" />
/** A page as it is shown to somebody whose system asks for other colours, or for no motion. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

export type Media = Readonly<
  Partial<Record<'prefers-color-scheme' | 'prefers-reduced-motion' | 'forced-colors', string>>
>;

export interface Emulation {
  /** What is not named is as the browser has it. */
  set(media: Media): Promise<void>;
  end(): Promise<void>;
}

/** Puppeteer knows only some of them by name. They hold as long as the session. */
export async function emulateInChromium(page: Page): Promise<Emulation> {
  const session = await page.createCDPSession();
  return {
    async set(media) {
      const features = Object.entries(media).map(([name, value]) => ({ name, value }));
      await session.send('Emulation.setEmulatedMedia', { features });
      await untilShown(page, media);
    },
    end: () => session.detach(),
  };
}

export async function untilShown(page: Page, media: Media): Promise<void> {
  const queries = Object.entries(media).map(([name, value]) => `(${name}: ${value})`);
  await until(() => page.evaluate((all) => all.every((one) => matchMedia(one).matches), queries), {
    what: `a page that is shown for ${queries.join(' and ')}`,
  });
}
