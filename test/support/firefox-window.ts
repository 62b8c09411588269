/// <reference lib="dom" />
/** Firefox where puppeteer does not reach: the driver's own protocol, and the browser's own window. */
import type { Browser, Page } from 'puppeteer-core';
import { type Emulation, type Media, untilShown } from './emulation.ts';

/** The part of puppeteer's BiDi connection that it does not declare. */
interface BidiConnection {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

/** The driver's own protocol, where puppeteer does not reach. */
export function protocolOf(browser: Browser) {
  const { connection } = browser as unknown as { connection: BidiConnection };
  return {
    async contexts(parameters: object = {}): Promise<readonly { context: string; url: string }[]> {
      const { result } = await connection.send('browsingContext.getTree', parameters);
      return (result as { contexts: { context: string; url: string }[] }).contexts;
    },
    async evaluate(context: string, expression: string): Promise<unknown> {
      const { result } = await connection.send('script.evaluate', {
        expression,
        awaitPromise: true,
        target: { context },
      });
      const outcome = result as {
        type: string;
        result?: { value?: unknown };
        exceptionDetails?: { text: string };
      };
      if (outcome.type !== 'success') throw new Error(`Firefox: ${outcome.exceptionDetails?.text}`);
      return outcome.result?.value;
    },
    close: (context: string) => connection.send('browsingContext.close', { context }),
  };
}

export type Protocol = ReturnType<typeof protocolOf>;

/** Gives a function that evaluates an expression in the browser's own window. */
export async function openBrowserWindow(protocol: Protocol) {
  const [window] = await protocol.contexts({ 'moz:scope': 'chrome' });
  if (window === undefined) throw new Error('Firefox: it has no window');
  return (expression: string) => protocol.evaluate(window.context, expression);
}

export function contextOf(page: Page): string {
  return (page.mainFrame() as unknown as { readonly _id: string })._id;
}

type InBrowser = (expression: string) => Promise<unknown>;

type Preference = string | number;

const COLOURS = 'browser.display';

/** Who has the system's colours has dark ones here: those that a page prefers then come of them. */
const PREFERENCES: Readonly<
  Record<keyof Media, Readonly<Record<string, Readonly<Record<string, Preference>>>>>
> = {
  'prefers-color-scheme': {
    dark: { 'layout.css.prefers-color-scheme.content-override': 0 },
    light: { 'layout.css.prefers-color-scheme.content-override': 1 },
  },
  'prefers-reduced-motion': {
    reduce: { 'ui.prefersReducedMotion': 1 },
    'no-preference': { 'ui.prefersReducedMotion': 0 },
  },
  'forced-colors': {
    active: {
      // The palette first: a page hears of one after the other, and is asked about the last.
      [`${COLOURS}.background_color`]: '#000000',
      [`${COLOURS}.foreground_color`]: '#ffffff',
      'browser.anchor_color': '#8c8cff',
      [`${COLOURS}.document_color_use`]: 2,
    },
    none: { [`${COLOURS}.document_color_use`]: 1 },
  },
};

/** By preferences of the whole browser, which hold at once. */
export async function emulateInFirefox(inBrowser: InBrowser, page: Page): Promise<Emulation> {
  const ways = Object.values(PREFERENCES).flatMap((ofFeature) => Object.values(ofFeature));
  const names = [...new Set(ways.flatMap((values) => Object.keys(values)))];
  const before = await inBrowser(readPreferences(names));
  const kept = JSON.parse(String(before)) as Readonly<Record<string, Preference | null>>;
  const write = (values: Readonly<Record<string, Preference | null>>) =>
    inBrowser(writePreferences({ ...kept, ...values }));
  return {
    async set(media) {
      const values = Object.entries(media).map(
        ([feature, value]) => PREFERENCES[feature as keyof Media][value],
      );
      await write(Object.assign({}, ...values));
      await untilShown(page, media);
    },
    end: async () => void (await write({})),
  };
}

/** What is not set by anybody is null. */
function readPreferences(names: readonly string[]): string {
  return `JSON.stringify(Object.fromEntries(${JSON.stringify(names)}.map((name) => {
    const { prefs } = Services;
    if (!prefs.prefHasUserValue(name)) return [name, null];
    const isText = prefs.getPrefType(name) === prefs.PREF_STRING;
    return [name, isText ? prefs.getStringPref(name) : prefs.getIntPref(name)];
  })))`;
}

function writePreferences(values: Readonly<Record<string, Preference | null>>): string {
  return `for (const [name, value] of Object.entries(${JSON.stringify(values)})) {
    if (value === null) Services.prefs.clearUserPref(name);
    else if (typeof value === 'string') Services.prefs.setStringPref(name, value);
    else Services.prefs.setIntPref(name, value);
  }`;
}
