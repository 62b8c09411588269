/** The first page that a person sees: once, after the installation and after no update. */
import browser from 'webextension-polyfill';

const PAGE = 'src/extension/pages/welcome/index.html';

/** An administrator who installs it for everybody has nobody welcomed. */
export async function openWelcome(): Promise<void> {
  const { installType } = await browser.management.getSelf();
  if (installType === 'admin') return;
  await browser.tabs.create({ url: browser.runtime.getURL(PAGE) });
}
