/** Pictures of portal and desk, with a real service that has something to show. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openServiceStage, SERVICE_PAGES } from '../test/support/shown-service-pages.ts';
import type { Look } from './screenshot-scenery.ts';

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
