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

/** By preference and value, what tells a page of it. */
const PREFERENCES: Readonly<
  Record<keyof Media, readonly [string, Readonly<Record<string, number>>]>
> = {
  'prefers-color-scheme': [
    'layout.css.prefers-color-scheme.content-override',
    { dark: 0, light: 1 },
  ],
  'prefers-reduced-motion': ['ui.prefersReducedMotion', { reduce: 1, 'no-preference': 0 }],
  // For every page, and never.
  'forced-colors': ['browser.display.document_color_use', { active: 2, none: 1 }],
};

/** By preferences of the whole browser, which hold at once. */
export async function emulateInFirefox(inBrowser: InBrowser, page: Page): Promise<Emulation> {
  const names = Object.values(PREFERENCES).map(([name]) => name);
  const before = await inBrowser(readPreferences(names));
  const kept = JSON.parse(String(before)) as Readonly<Record<string, number | null>>;
  const write = (values: Readonly<Record<string, number | null>>) =>
    inBrowser(writePreferences({ ...kept, ...values }));
  return {
    async set(media) {
      const values = Object.entries(media).map(([feature, value]) => {
        const [name, numbers] = PREFERENCES[feature as keyof Media];
        return [name, numbers[value] ?? null] as const;
      });
      await write(Object.fromEntries(values));
      await untilShown(page, media);
    },
    end: async () => void (await write({})),
  };
}

/** What is not set by anybody is null. */
function readPreferences(names: readonly string[]): string {
  return `JSON.stringify(Object.fromEntries(${JSON.stringify(names)}.map((name) => [
    name, Services.prefs.prefHasUserValue(name) ? Services.prefs.getIntPref(name) : null,
  ])))`;
}

function writePreferences(values: Readonly<Record<string, number | null>>): string {
  return `for (const [name, value] of Object.entries(${JSON.stringify(values)})) {
    if (value === null) Services.prefs.clearUserPref(name);
    else Services.prefs.setIntPref(name, value);
  }`;
}
