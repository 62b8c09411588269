/**
 * A few words beside the composer, before a message is sent. It informs and decides nothing, takes
 * no press, and stands outside of what is written: a fixed box in the top layer, so that it is seen
 * over dialogs and on a full screen, of a random name and with a closed root.
 */
import { boxOf, createElement, isConnected } from './dom.ts';
import { drawShape, SHAPES, type Stopped } from './mark-shape.ts';
import { randomName } from './random-name.ts';

export interface HintWords {
  readonly action: Stopped;
  readonly says: string;
  readonly reason: string;
}

const GAP = 6;
/** Below this there is no room above the composer. */
const LEAST_ROOM = 64;
const WIDEST = 420;

const important = (declarations: readonly string[]) =>
  declarations.map((one) => `${one} !important`).join(';');

const HOST_STYLE = important([
  'display:block',
  'box-sizing:border-box',
  'position:fixed',
  'inset:auto',
  'margin:0',
  'padding:0',
  'border:0',
  'width:max-content',
  'height:auto',
  'overflow:visible',
  'background:none',
  'opacity:1',
  'visibility:visible',
  'transform:none',
  'z-index:2147483647',
  'pointer-events:none',
  'user-select:none',
  '-webkit-user-select:none',
]);

const BOX_STYLE = [
  'display:flex',
  'gap:8px',
  'align-items:flex-start',
  'box-sizing:border-box',
  'padding:7px 11px 7px 8px',
  'border:1px solid light-dark(#b9bec6,#6a7280)',
  'border-radius:8px',
  'background:light-dark(#fff,#23272e)',
  'color:light-dark(#1b1f24,#eceff3)',
  'box-shadow:0 1px 6px rgb(0 0 0/.22)',
  'font:13px/1.4 system-ui,sans-serif',
  'text-align:start',
  'overflow-wrap:anywhere',
].join(';');

export class Hint {
  readonly #host: HTMLElement = createElement(randomName());
  readonly #box: HTMLElement = createElement('div');

  constructor(language: string) {
    this.#host.style.cssText = HOST_STYLE;
    this.#host.setAttribute('popover', 'manual');
    this.#host.lang = language;
    this.#box.setAttribute('role', 'status');
    Element.prototype.attachShadow.call(this.#host, { mode: 'closed' }).append(this.#box);
  }

  get isShown(): boolean {
    return isConnected(this.#host);
  }

  show(composer: Element, { action, says, reason }: HintWords): void {
    if (!isConnected(this.#host)) {
      this.#box.replaceChildren();
      Element.prototype.append.call(rootElement(), this.#host);
      HTMLElement.prototype.showPopover.call(this.#host);
    }
    const shape = createElement('span');
    shape.style.cssText = 'flex:none;width:18px;height:18px;forced-color-adjust:none';
    shape.append(drawShape(action));
    const words = createElement('span');
    const bold = createElement('b');
    bold.textContent = says;
    words.append(bold, createElement('br'), reason);
    this.#box.style.cssText = `${BOX_STYLE};border-inline-start:4px solid ${SHAPES[action].fill}`;
    this.#box.replaceChildren(shape, words);
    this.follow(composer);
  }

  /** Keeps beside the composer, which grows and moves. */
  follow(composer: Element): void {
    const { top, bottom, left, width } = boxOf(composer);
    const { style } = this.#host;
    const place = (name: string, value: string) => style.setProperty(name, value, 'important');
    place('left', `${Math.max(left, 0)}px`);
    place('max-width', `${Math.min(Math.max(width, 200), WIDEST)}px`);
    const isAbove = top > LEAST_ROOM;
    place('top', isAbove ? 'auto' : `${bottom + GAP}px`);
    place('bottom', isAbove ? `${innerHeight - top + GAP}px` : 'auto');
  }

  hide(): void {
    this.#host.remove();
    this.#box.replaceChildren();
  }
}

function rootElement(): Element {
  const [root] = Document.prototype.querySelectorAll.call(document, ':root');
  return root ?? document.documentElement;
}
