/** Puts a text on the clipboard, in the page in which the person has just asked for it. */
import browser from 'webextension-polyfill';

/** Rejects where the page is gone. */
export async function writeClipboard(
  text: string,
  { tabId, frameId }: { readonly tabId: number; readonly frameId: number },
): Promise<void> {
  const target = { tabId, frameIds: [frameId] };
  await browser.scripting.executeScript({ target, func: copyInPage, args: [text] });
}

/** Sent to the page as its source: it can use nothing of this file. */
async function copyInPage(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not there on pages without TLS, and not allowed in a frame that the page has not let use it.
    const onCopy = (event: ClipboardEvent) => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('copy', onCopy, true);
    Document.prototype.execCommand.call(document, 'copy');
    removeEventListener('copy', onCopy, true);
  }
}
