/**
 * The link that a person has in hand: the focused one, or one that is selected, or an address that
 * is. Runs in the page, alone: nothing from outside of it is there.
 */
export interface LinkInHand {
  /** As the page holds it. */
  readonly href: string;
  readonly text: string;
}

/** Undefined where there is none, or the focus is in another frame. */
export function linkInHand(): LinkInHand | undefined {
  const LONGEST = 16_384;
  const LINK = 'a[href],area[href]';

  function focused(): Element | null {
    let inner = document.activeElement;
    while (inner?.shadowRoot?.activeElement) inner = inner.shadowRoot.activeElement;
    return inner?.closest(LINK) ?? null;
  }

  function selected(range: Range): Element | null {
    const around = range.commonAncestorContainer;
    const element = around instanceof Element ? around : around.parentElement;
    return element?.closest(LINK) ?? range.cloneContents().querySelector(LINK);
  }

  const selection = document.getSelection();
  const hasSelection = selection !== null && !selection.isCollapsed && selection.rangeCount > 0;
  const range = hasSelection ? selection.getRangeAt(0) : undefined;
  const link = focused() ?? (range === undefined ? null : selected(range));
  if (link instanceof HTMLAnchorElement || link instanceof HTMLAreaElement) {
    return { href: link.href.slice(0, LONGEST), text: (link.textContent ?? '').slice(0, 512) };
  }
  const words = range?.toString().trim() ?? '';
  const isAddress = words.length <= LONGEST && /^https?:\/\/\S+$/i.test(words);
  return isAddress ? { href: words, text: words } : undefined;
}
