/** Which tab the popup speaks about: the active one, or the one named in its own address. */
import browser from 'webextension-polyfill';

export function isOpenedAsPage(): boolean {
  return named() !== undefined;
}

/** Undefined when there is no tab in view. */
export async function tabInView(): Promise<number | undefined> {
  const fromAddress = named();
  if (fromAddress !== undefined) return fromAddress;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

function named(): number | undefined {
  const id = new URLSearchParams(location.search).get('tab');
  return id !== null && /^\d{1,10}$/.test(id) ? Number(id) : undefined;
}
