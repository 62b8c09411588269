/// <reference lib="dom" />
/** What the gate shows of an address, and whether all of it is in sight. */
import { expect } from 'vitest';
import { GATE } from '../support/fault-ground.ts';
import type { Ground } from './ground.ts';

export interface ShownAddress {
  readonly action: string;
  /** What stands in bold, as the site. */
  readonly host: string;
  readonly isBold: boolean;
  /** The bold host stands apart from the order of the text around it. */
  readonly isIsolated: boolean;
  /** No part of the host is cut off or outside of the window. */
  readonly isWhole: boolean;
  /** The host in its own letters, where these differ. */
  readonly readsAs: string;
  readonly userInfo: string;
  /** The whole address as it is written out. */
  readonly written: string;
  readonly words: string;
  /** What is folded away included. */
  readonly all: string;
  readonly hasWayOn: boolean;
  /** What an exception could be made for. */
  readonly scopes: readonly string[];
}

/** Waits for the gate in whichever tab, reads it and closes it. */
export async function addressAtGate({ browser }: Ground): Promise<ShownAddress> {
  const shown = await browser.readAndClose(GATE, readAddress);
  // No character that nobody sees is ever drawn.
  expect(shown.all).not.toMatch(/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u);
  return shown;
}

/** Runs in the gate. */
function readAddress(): ShownAddress | undefined {
  const main = document.querySelector('main.gate');
  const action = /gate-(ask|warn|block|plain)/.exec(main?.className ?? '')?.[1];
  if (action === undefined || document.querySelector('#go-back') === null) return undefined;
  const remember = document.querySelector<HTMLInputElement>('.remember input[type=checkbox]');
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const scopes = [...document.querySelectorAll('.remember-what fieldset label')].map((label) =>
    (label.textContent ?? '').trim(),
  );
  if (remember !== null && scopes.length === 0) {
    remember.click();
    return undefined;
  }
  const site = document.querySelector('.address .site .host');
  const bdi = site?.querySelector('bdi');
  const boxes = [...(bdi?.getClientRects() ?? [])];
  const clip = site?.closest('main')?.getBoundingClientRect();
  return {
    action,
    host: site?.textContent ?? '',
    isBold: site !== null && Number(getComputedStyle(site).fontWeight) >= 600,
    isIsolated: bdi?.dir === 'ltr',
    isWhole:
      boxes.length > 0 &&
      boxes.every(
        (box) => clip !== undefined && box.left >= clip.left && box.right <= clip.right + 1,
      ) &&
      getComputedStyle(site as Element).textOverflow !== 'ellipsis',
    readsAs: text('.address > .note .value'),
    userInfo: text('.address .user-info'),
    written: text('.address .whole'),
    words: document.body.innerText,
    all: document.body.textContent ?? '',
    hasWayOn: document.querySelector('#continue') !== null,
    scopes,
  };
}
