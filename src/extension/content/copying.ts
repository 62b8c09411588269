/**
 * Copying and dragging a selection takes the page's own addresses along, not ours. It comes last:
 * a page that copies by itself has its way. Nothing is done to what is cut.
 */
import type { Listeners } from './listeners.ts';
import { copyOf, type Originals } from './selected.ts';

export class Copying {
  readonly #originals: Originals;

  constructor(originals: Originals, listeners: Listeners) {
    this.#originals = originals;
    listeners.add(['copy'], this.#onCopy);
    listeners.add(['dragstart'], this.#onDrag);
  }

  readonly #onCopy = (event: ClipboardEvent): void => {
    if (this.#fill(event, event.clipboardData)) {
      event.preventDefault();
    }
  };

  /**
   * What is dragged of a selection is a text; a link, a picture, or what the page drags, is an
   * element. Firefox does not let the words be read; elsewhere other ones are the page's own.
   */
  readonly #onDrag = (event: DragEvent): void => {
    const [target] = event.composedPath();
    const dragged = withoutSpace(event.dataTransfer?.getData('text/plain') ?? '');
    const isSelection = dragged === '' || dragged === withoutSpace(String(getSelection()));
    if (target instanceof Text && isSelection) {
      this.#fill(event, event.dataTransfer);
    }
  };

  #fill(event: Event, data: DataTransfer | null): boolean {
    if (!event.isTrusted || event.defaultPrevented || data === null) {
      return false;
    }
    const copied = copyOf(event.composedPath()[0], this.#originals);
    if (copied === undefined) {
      return false;
    }
    data.setData('text/html', copied.html);
    data.setData('text/plain', copied.text);
    return true;
  }
}

/** Browsers differ in how they break lines. */
function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
