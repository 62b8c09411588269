import { closest, shadowRootOf } from './dom.ts';

/** The link that has the keyboard, in the page or in a shadow root of it that may be read. */
export function focusedLink(): Element | undefined {
  let focused = document.activeElement;
  for (let root = innerRoot(focused); root?.activeElement; root = innerRoot(focused)) {
    focused = root.activeElement;
  }
  return focused === null ? undefined : closest(focused, 'a,area');
}

function innerRoot(element: Element | null): ShadowRoot | undefined {
  return element === null ? undefined : shadowRootOf(element, undefined);
}
