/**
 * What a person can set, but for what hangs on a permission of the browser, as one document to keep or to carry to another browser. What it
 * brings is added or takes the place of the same entry; what it does not name stays.
 */
import * as v from 'valibot';
import {
  CodedError,
  type Exception,
  ExceptionSchema,
  faultsBy,
  LANGUAGES,
  LOOKUP_MODES,
  PersonalSettingsSchema,
  type SiteDefinition,
  SiteSchema,
} from '../../../policy/index.ts';
import { logError } from '../../log.ts';
import { isOneHost } from '../../match-pattern.ts';
import type { SettingChange, SettingsReading } from '../../messaging/options.ts';
import { writeTogether } from '../../storage/item.ts';
import * as settings from '../../storage/settings.ts';
import { broadcastChange, broadcastSites } from '../broadcast.ts';
import { keepLanguage } from '../language.ts';
import { MOST_SITES } from '../sites/custom-sites.ts';
import { registerTurnedOn } from '../sites/site-access.ts';
import { MOST_EXCEPTIONS } from '../verdict/exceptions.ts';

const FORMAT = 1;

const SettingsFileSchema = v.strictObject({
  linkGuardSettings: v.literal(FORMAT),
  personal: v.exactOptional(v.strictObject(PersonalSettingsSchema.entries)),
  lookups: v.exactOptional(v.picklist(LOOKUP_MODES)),
  logsLookUps: v.exactOptional(v.boolean()),
  hints: v.exactOptional(v.boolean()),
  language: v.exactOptional(v.picklist(LANGUAGES)),
  exceptions: v.exactOptional(v.pipe(v.array(ExceptionSchema), v.maxLength(MOST_EXCEPTIONS))),
  turnedOn: v.exactOptional(
    v.array(
      v.pipe(
        v.string(),
        v.maxLength(300),
        v.check(isOneHost, 'expected one host, like https://chat.example/*'),
      ),
    ),
  ),
  sitesOff: v.exactOptional(
    v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, 'expected the id of a site'))),
  ),
  customSites: v.exactOptional(v.pipe(v.array(SiteSchema), v.maxLength(MOST_SITES))),
});

/** As it was written: what has a default may be left out. */
type SettingsFile = v.InferInput<typeof SettingsFileSchema>;

export async function exportSettings(): Promise<SettingsFile> {
  const [
    personal,
    lookups,
    logsLookUps,
    hints,
    language,
    exceptions,
    turnedOn,
    sitesOff,
    customSites,
  ] = await Promise.all([
    settings.personal.get(),
    settings.lookups.get(),
    settings.logsLookUps.get(),
    settings.hints.get(),
    settings.language.get(),
    settings.exceptions.get(),
    settings.turnedOn.get(),
    settings.sitesOff.get(),
    settings.customSites.get(),
  ]);
  return {
    linkGuardSettings: FORMAT,
    personal,
    ...(lookups === null ? {} : { lookups }),
    logsLookUps,
    ...(hints === null ? {} : { hints }),
    ...(language === null ? {} : { language }),
    exceptions: [...exceptions],
    turnedOn: [...turnedOn],
    sitesOff: [...sitesOff],
    customSites: [...customSites],
  };
}

/** What is wrong with a document, or what it would change. Changes nothing. */
export async function readSettings({ document }: { document?: unknown }): Promise<SettingsReading> {
  const faults = faultsBy(SettingsFileSchema, document);
  if (faults.length > 0) return { faults, changes: [] };
  const before = await exportSettings();
  const after = merged(before, document as SettingsFile);
  return { faults: [], changes: changesBetween(before, after) };
}

/** Throws 'bad-settings' where anything in it is not right: then nothing was changed. */
export async function importSettings({
  document,
}: {
  document?: unknown;
}): Promise<SettingsReading> {
  const reading = await readSettings({ document });
  const [fault] = reading.faults;
  if (fault !== undefined) throw new CodedError('bad-settings', `settings: ${fault.place}`);
  const after = merged(await exportSettings(), document as SettingsFile);
  await keep(after);
  // It is kept by now: what of it the browser does not take is told by the self-test.
  await registerTurnedOn().catch((error: unknown) => logError('hosts not registered', error));
  await keepLanguage();
  void broadcastChange();
  void broadcastSites();
  return reading;
}

/** In one step: all of it, or nothing. */
async function keep(file: Whole): Promise<void> {
  const { contexts = {}, categories = {}, sites = {} } = file.personal;
  await writeTogether('local', [
    settings.personal.holding({ contexts, categories, sites }),
    ...(file.lookups === undefined ? [] : [settings.lookups.holding(file.lookups)]),
    settings.logsLookUps.holding(file.logsLookUps),
    ...(file.hints === undefined ? [] : [settings.hints.holding(file.hints)]),
    ...(file.language === undefined ? [] : [settings.language.holding(file.language)]),
    settings.exceptions.holding(file.exceptions as readonly Exception[]),
    settings.turnedOn.holding(file.turnedOn),
    settings.sitesOff.holding(file.sitesOff),
    settings.customSites.holding(file.customSites),
  ]);
}

/** What nobody chose is not there: as the administrator recommends, or as usual. */
type Unchosen = 'lookups' | 'hints' | 'language';
type Whole = Required<Omit<SettingsFile, Unchosen>> & Pick<SettingsFile, Unchosen>;

function merged(before: SettingsFile, brought: SettingsFile): Whole {
  const { personal: own = {}, exceptions = [], customSites = [] } = before;
  const { personal = {} } = brought;
  const lookups = brought.lookups ?? before.lookups;
  const hints = brought.hints ?? before.hints;
  const language = brought.language ?? before.language;
  return {
    linkGuardSettings: FORMAT,
    personal: {
      contexts: { ...own.contexts, ...personal.contexts },
      categories: { ...own.categories, ...personal.categories },
      sites: { ...own.sites, ...personal.sites },
    },
    ...(lookups === undefined ? {} : { lookups }),
    logsLookUps: brought.logsLookUps ?? before.logsLookUps ?? true,
    ...(hints === undefined ? {} : { hints }),
    ...(language === undefined ? {} : { language }),
    exceptions: byName([...exceptions, ...(brought.exceptions ?? [])], exceptionName),
    turnedOn: [...new Set([...(before.turnedOn ?? []), ...(brought.turnedOn ?? [])])],
    sitesOff: [...new Set([...(before.sitesOff ?? []), ...(brought.sitesOff ?? [])])],
    customSites: byName([...customSites, ...(brought.customSites ?? [])], ({ id }) => id),
  };
}

type Written = NonNullable<SettingsFile['exceptions']>[number];

function exceptionName({ scope, value }: Pick<Written, 'scope' | 'value'>): string {
  return `${scope} ${value}`;
}

/** Of several of one name the last. */
function byName<T>(entries: readonly T[], nameOf: (entry: T) => string): T[] {
  return [...new Map(entries.map((entry) => [nameOf(entry), entry])).values()];
}

function changesBetween(before: SettingsFile, after: Whole): readonly SettingChange[] {
  const [old, wanted] = [entriesOf(before), entriesOf(after)];
  return [...wanted.entries()].flatMap(([key, value]) => {
    const former = old.get(key);
    if (former === value) return [];
    const [setting = '', entry = ''] = key.split('\n');
    return [{ setting, entry, before: former, after: value }];
  });
}

/** Each setting with its entry, as text to be compared and shown. */
function entriesOf(file: SettingsFile): ReadonlyMap<string, string> {
  const { personal = {}, exceptions = [], customSites = [] as SiteDefinition[] } = file;
  const rows: [setting: string, entry: string, value: unknown][] = [
    ...Object.entries(personal.contexts ?? {}).map(row('contexts')),
    ...Object.entries(personal.categories ?? {}).map(row('categories')),
    ...Object.entries(personal.sites ?? {}).map(row('sites')),
    ...(file.lookups === undefined ? [] : [row('lookups')(['', file.lookups])]),
    ['logsLookUps', '', file.logsLookUps],
    ...(file.hints === undefined ? [] : [row('hints')(['', file.hints])]),
    ...(file.language === undefined ? [] : [row('language')(['', file.language])]),
    ...exceptions.map((one) => row('exceptions')([exceptionName(one), one.expiresAt])),
    ...(file.turnedOn ?? []).map((pattern) => row('turnedOn')([pattern, true])),
    ...(file.sitesOff ?? []).map((id) => row('sitesOff')([id, true])),
    ...customSites.map((site) => row('customSites')([site.id, site])),
  ];
  return new Map(rows.map(([setting, entry, value]) => [`${setting}\n${entry}`, textOf(value)]));
}

function row(setting: string) {
  return ([entry, value]: readonly [string, unknown]): [string, string, unknown] => [
    setting,
    entry,
    value,
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
