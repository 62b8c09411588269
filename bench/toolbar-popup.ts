/// <reference lib="dom" />
/** The popup that the browser itself opens at its toolbar, from the call to what a person sees. */
import type { Page } from 'puppeteer-core';

/** Milliseconds since the browser was asked for it. */
export interface OpenedAtToolbar {
  /** Its first words are painted. */
  readonly painted: number;
  /** The links in sight are drawn. */
  readonly first: number;
}

interface Popup extends Window {
  readonly performance: Performance;
  close(): void;
}

interface Extension {
  readonly action: {
    openPopup(): Promise<void>;
    setPopup(details: { popup: string }): Promise<void>;
  };
  readonly extension: { getViews(filter: { type: 'popup' }): Popup[] };
}

declare const chrome: Extension;
declare const browser: Extension | undefined;

/** From then on the toolbar opens this page of the extension. */
export function setToolbarPopup(behind: Page, path: string): Promise<void> {
  return behind.evaluate(async (popup) => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    await api.action.setPopup({ popup });
  }, `/${path}`);
}

/** By a page of the extension that stays behind, with the chat in front. */
export async function openAtToolbar(
  behind: Page,
  chat: Page,
  rows: { readonly selector: string; readonly count: number },
): Promise<OpenedAtToolbar> {
  await chat.bringToFront();
  return behind.evaluate(openAndLook, rows.selector, rows.count);
}

/** In that page: both are in one process, and tell the same time. */
async function openAndLook(selector: string, count: number): Promise<OpenedAtToolbar> {
  const api = typeof browser === 'undefined' ? chrome : browser;
  const now = () => performance.timeOrigin + performance.now();
  const asked = now();
  const opening = api.action.openPopup();
  const popup = await until(() => api.extension.getViews({ type: 'popup' })[0]);
  const first = await until(() =>
    popup.document.querySelectorAll(selector).length >= count ? popup : undefined,
  );
  await new Promise((done) => first.requestAnimationFrame(() => soon(() => done(undefined))));
  const drawn = now();
  const paint = await until(() => popup.performance.getEntriesByName('first-contentful-paint')[0]);
  const painted = popup.performance.timeOrigin + paint.startTime;
  await opening;
  popup.close();
  await until(() => api.extension.getViews({ type: 'popup' }).length === 0 || undefined);
  return { painted: painted - asked, first: drawn - asked };

  /** Timers of a page that is behind another one are slow; messages are not. */
  function soon(work: () => void): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      work();
    };
    port2.postMessage(undefined);
  }

  function until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((done) => {
      const again = () => {
        const found = look();
        if (found === undefined) soon(again);
        else done(found);
      };
      again();
    });
  }
}
