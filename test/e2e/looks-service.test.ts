/// <reference lib="dom" />
/** Every page of the service, for everybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { ARE_ALL_LOOKED_AT, LOOKED_AT_LANGUAGES } from '../support/all-looks.ts';
import { broken, forAll, inEveryLook } from '../support/look-claims.ts';
import { observedOn } from '../support/observed.ts';
import {
  openServiceStage,
  SERVICE_PAGES,
  type ServiceStage,
} from '../support/shown-service-pages.ts';

const LOOKS = ARE_ALL_LOOKED_AT
  ? BROWSERS.flatMap((name) => LOOKED_AT_LANGUAGES.map((lang) => ({ name, lang })))
  : [{ name: 'chromium', lang: 'en-US' } as const];

describe.each(LOOKS)('the service in $lang, in $name', ({ name, lang }) => {
  let stage: ServiceStage;
  beforeAll(async () => {
    stage = await openServiceStage(name, { lang, width: 1280, height: 800 });
  });
  afterAll(() => stage.close());

  test.each(SERVICE_PAGES)('$name', async ({ open }) => {
    const page = await open(stage);
    try {
      const found = {
        ...(name === 'chromium' && (await observedOn(page))),
        ...(await inEveryLook(stage.browser, page)),
        ...(lang === 'en-US' && (await forAll(stage.browser, page))),
      };
      expect(broken(found)).toEqual([]);
      const read = await page.evaluate(() => document.documentElement.lang);
      expect(read).toBe(lang === 'en-US' ? 'en' : lang);
    } finally {
      await page.close();
    }
  });
});
