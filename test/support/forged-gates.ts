/// <reference lib="dom" />
/** What a page could try on the gate: to frame it, and to make up its address. */
import type { Page } from 'puppeteer-core';

/** What stands in a frame of this address, once it has loaded or was refused. */
export async function framed(chat: Page, address: string): Promise<string> {
  await chat.evaluate(
    (src) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = resolve;
        frame.onerror = resolve;
        frame.src = src;
        document.body.append(frame);
      }),
    address,
  );
  const [, frame] = chat.frames();
  const content = (await frame?.evaluate(() => document.documentElement.outerHTML)) ?? '';
  await chat.evaluate(() => document.querySelector('iframe')?.remove());
  return content;
}

/** Twenty addresses that somebody could try. */
export function forgedGates(real: string): string[] {
  const [page = '', id = ''] = real.split('?');
  const target = encodeURIComponent('https://target.example/');
  const other = id.startsWith('A') ? `B${id.slice(1)}` : `A${id.slice(1)}`;
  return [
    page,
    `${page}?`,
    `${page}#`,
    `${page}?${id}`,
    `${page}?${id}#${id}`,
    `${page}?${id}?${id}`,
    `${page}?${id}&url=${target}`,
    `${page}?id=${id}`,
    `${page}#${id}`,
    `${page}?${other}`,
    `${page}?${id.toLowerCase()}`,
    `${page}?${id.slice(0, -1)}`,
    `${page}?${'A'.repeat(22)}`,
    `${page}?url=${target}`,
    `${page}#https://target.example/`,
    `${page}?https://target.example/`,
    `${page}?__proto__`,
    `${page}?constructor`,
    `${page}?undefined`,
    `${page}?${'x'.repeat(2000)}`,
  ];
}
