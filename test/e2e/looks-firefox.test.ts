/** Pages of the extension, for everybody, in Firefox. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { broken, forAll, inEveryLook } from '../support/look-claims.ts';
import { openStage, SHOWN_PAGES, type Stage } from '../support/shown-pages.ts';
import { builtExtension } from '../support/test-ground.ts';
import { IS_WHOLE_RUN, LANGUAGES_OF_RUN } from '../support/whole-run.ts';

/** What everybody meets; Chromium shows all of them in every run. */
const MET = /^(popup|gate: (ask|warn|block)|welcome|options: (preferences|privacy))$/;

const PAGES = SHOWN_PAGES.filter(({ name }) => IS_WHOLE_RUN || MET.test(name));

const LANGUAGES = IS_WHOLE_RUN ? LANGUAGES_OF_RUN : ['en-US'];

describe.each(LANGUAGES)('pages in %s, in Firefox', (lang) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('firefox', { extensionDir: builtExtension('firefox'), lang });
  });
  afterAll(() => stage.close());

  test.each(PAGES)('$name', async ({ open }) => {
    const page = await open(stage);
    try {
      const found = {
        ...(await inEveryLook(stage.browser, page)),
        ...(IS_WHOLE_RUN && lang === 'en-US' && (await forAll(stage.browser, page))),
      };
      expect(broken(found)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
