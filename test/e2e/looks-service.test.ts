/// <reference lib="dom" />
/** Every page of the service, for everybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../../scripts/browsers.ts';
import { broken, forAll, inEveryLook } from '../support/look-claims.ts';
import { observedOn } from '../support/observed.ts';
import {
  openServiceStage,
  SERVICE_PAGES,
  type ServiceStage,
} from '../support/shown-service-pages.ts';
import { IS_WHOLE_RUN, LANGUAGES_OF_RUN } from '../support/whole-run.ts';

const LOOKS = IS_WHOLE_RUN
  ? BROWSERS.flatMap((name) => LANGUAGES_OF_RUN.map((lang) => ({ name, lang })))
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
