/** Schemas of what the options page asks, one for each message. Everything is bounded. */
import * as v from 'valibot';
import { CHOICES, ChosenCategorySchema, LANGUAGES, LOOKUP_MODES } from '../../policy/index.ts';
import { APPEAL_LIMIT } from '../../redress/index.ts';

/** Of what a person pastes; longer ones have no canonical form anyway. */
const HREF_LIMIT = 16_384;
const TEXT_LIMIT = 512;

/** Characters of one file of a ruleset in base64: of 64 MiB. */
const FILE_LIMIT = 90_000_000;
const FILES_LIMIT = 16;

const Nothing = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);

/** '' where no site is meant. */
const SiteId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{0,64}$/));
const NamedSiteId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));
const OwnChoice = v.nullable(v.picklist(CHOICES));
const ComplaintId = v.pipe(v.string(), v.maxLength(64));

export const OPTIONS_INPUTS = {
  'preferences.view': v.object({ site: SiteId }),
  'category.choose': v.object({ category: ChosenCategorySchema, choice: OwnChoice }),
  'site.choose': v.object({ id: NamedSiteId, choice: OwnChoice }),
  'language.view': Nothing,
  'language.set': v.object({ language: v.picklist(LANGUAGES) }),
  'settings.export': Nothing,
  // Parsed where it is used, so that what is wrong with it can be told.
  'settings.read': v.object({ document: v.unknown() }),
  'settings.import': v.object({ document: v.unknown() }),
  'link.try': v.object({
    href: v.pipe(v.string(), v.maxLength(HREF_LIMIT)),
    text: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
    site: SiteId,
  }),
  'link.taken': Nothing,
  'exceptions.list': Nothing,
  'exceptions.clear': Nothing,
  'complaint.view': v.object({ id: ComplaintId }),
  'complaint.appeal': v.object({
    id: ComplaintId,
    rulingId: v.pipe(v.string(), v.maxLength(64)),
    words: v.pipe(v.string(), v.maxLength(APPEAL_LIMIT)),
  }),
  'complaint.forget': v.object({ id: ComplaintId }),
  'device.export': Nothing,
  'complaints.forget': Nothing,
  'gateCounts.forget': Nothing,
  'lookups.forget': Nothing,
  'device.forget': Nothing,
  'complaints.export': Nothing,
  'privacy.view': Nothing,
  'lookups.set': v.object({ mode: v.picklist(LOOKUP_MODES) }),
  'lookups.log': v.object({ isLogged: v.boolean() }),
  'sources.view': Nothing,
  'service.test': Nothing,
  'ruleset.update': Nothing,
  'ruleset.import': v.object({
    files: v.pipe(
      v.array(
        v.object({
          name: v.pipe(v.string(), v.maxLength(300)),
          content: v.pipe(v.string(), v.maxLength(FILE_LIMIT)),
        }),
      ),
      v.maxLength(FILES_LIMIT),
    ),
  }),
  'diagnostics.run': Nothing,
};
