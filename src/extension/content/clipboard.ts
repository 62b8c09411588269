/** Puts a text on the clipboard, when the person has just asked for it. */

/** False when the browser does not let us. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not there on pages without TLS, and not allowed in a frame that the page has not let use it.
    return copyByCommand(text);
  }
}

function copyByCommand(text: string): boolean {
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('copy', onCopy, true);
  const isCopied = Document.prototype.execCommand.call(document, 'copy');
  removeEventListener('copy', onCopy, true);
  return isCopied;
}
