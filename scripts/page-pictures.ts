/** Pictures of what a real service has something to say of: gates, portal and desk. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openStage, SHOWN_PAGES } from '../test/support/shown-pages.ts';
import { openServiceStage, SERVICE_PAGES } from '../test/support/shown-service-pages.ts';
import { builtExtension } from '../test/support/test-ground.ts';
import type { Look } from './screenshot-scenery.ts';

/** Gates of what people ruled on; how many were taken. */
export async function takeGatePictures(look: Look, dir: string): Promise<number> {
  await mkdir(dir, { recursive: true });
  const stage = await openStage(look.browser, {
    extensionDir: builtExtension(look.browser),
    lang: look.lang,
    colourScheme: look.colours,
  });
  try {
    const shown = SHOWN_PAGES.filter(({ name }) => /with a (ruling|grade)/.test(name));
    for (const { name, open } of shown) {
      const page = await open(stage);
      await page.setViewport({ width: look.width === 'narrow' ? 360 : 1000, height: 760 });
      await page.screenshot({
        path: join(dir, `${name.replaceAll(/\W+/g, '-')}.png`),
        fullPage: true,
      });
      await page.close();
    }
    return shown.length;
  } finally {
    await stage.close();
  }
}

/** How many were taken. */
export async function takePagePictures(look: Look, dir: string): Promise<number> {
  await mkdir(dir, { recursive: true });
  const stage = await openServiceStage(look.browser, {
    lang: look.lang,
    colours: look.colours,
    width: look.width === 'narrow' ? 400 : 1200,
  });
  try {
    for (const [index, { name, open }] of SERVICE_PAGES.entries()) {
      const page = await open(stage);
      const file = `${String(index + 1).padStart(2, '0')}-${name.replaceAll(/\W+/g, '-')}.png`;
      await stage.browser.screenshot(page, join(dir, file));
      await page.close();
    }
    return SERVICE_PAGES.length;
  } finally {
    await stage.close();
  }
}
