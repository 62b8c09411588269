/// <reference lib="dom" />
/** Every page of the extension, for everybody, in Chromium. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { broken, forAll, inEveryLook, WRONG } from '../support/look-claims.ts';
import { observedOn } from '../support/observed.ts';
import { keepLayouts, movedParts } from '../support/page-layout.ts';
import { openStage, SHOWN_PAGES, type Stage } from '../support/shown-pages.ts';
import { builtExtension } from '../support/test-ground.ts';
import { until } from '../support/until.ts';
import { LANGUAGES_OF_RUN } from '../support/whole-run.ts';

describe.each(LANGUAGES_OF_RUN)('every page in %s', (lang) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('chromium', { extensionDir: builtExtension('chromium'), lang });
  });
  afterAll(async () => {
    await stage.close();
    if (lang === 'en-US') await keepLayouts();
  });

  test.each(SHOWN_PAGES)('$name', async ({ name, open, isOpenedByScript = false }) => {
    const page = await open(stage);
    try {
      const found = {
        ...(!isOpenedByScript && (await observedOn(page))),
        ...(await inEveryLook(stage.browser, page)),
        ...(lang === 'en-US' && {
          moved: await movedParts(page, name),
          ...(await forAll(stage.browser, page)),
        }),
      };
      expect(broken(found)).toEqual([]);
    } finally {
      await page.close();
    }
  });

  test.runIf(lang === 'en-US')('what is wrong is found', async () => {
    const page = await stage.browser.newPage();
    try {
      await page.setContent(WRONG);
      // The making of a window counts as something that somebody did, for a while.
      const observed = await until(
        async () => {
          await page.evaluate(pushDown);
          const faults = await observedOn(page);
          return Object.values(faults).every(({ length }) => length > 0) && faults;
        },
        { what: 'what the browser observed' },
      );
      const found = {
        ...observed,
        ...(await inEveryLook(stage.browser, page)),
        ...(await forAll(stage.browser, page)),
      };
      expect(Object.entries(found).filter(([, { length }]) => length === 0)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

/** Once the page is painted, all of it. */
async function pushDown(): Promise<void> {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await painted();
  document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'Late' }));
  await painted();
}
