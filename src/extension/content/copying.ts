/**
 * Copying and dragging a selection takes the page's own addresses along, not ours. It comes last:
 * a page that copies by itself has its way. Nothing is done to what is cut.
 */
import { copyOf, type Originals } from './selected.ts';

export class Copying {
  readonly #originals: Originals;
  readonly #signal: AbortSignal;

  constructor(originals: Originals, signal: AbortSignal) {
    this.#originals = originals;
    this.#signal = signal;
    this.arm();
  }

  /** Again after `document.open()`, which removes listeners; harmless where they still stand. */
  arm(): void {
    addEventListener('copy', this.#onCopy, { signal: this.#signal });
    addEventListener('dragstart', this.#onDrag, { signal: this.#signal });
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
