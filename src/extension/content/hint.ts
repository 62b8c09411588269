/**
 * A few words beside the composer, before a message is sent. It informs and decides nothing, takes
 * no press, and stands outside of what is written: a fixed box in the top layer, so that it is seen
 * over dialogs and on a full screen, of a random name and with a closed root.
 */
import { boxOf, createElement, isConnected, queryAll } from './dom.ts';
import { important } from './important.ts';
import { drawShape, SHAPES, type Stopped } from './mark-shape.ts';
import { randomName } from './random-name.ts';

export interface HintSaid {
  readonly action: Stopped;
  readonly says: string;
  readonly reason: string;
  /** BCP 47 tag. */
  readonly language: string;
}

const GAP = 6;
/** Below this there is no room above the composer. */
const LEAST_ROOM = 64;
const WIDEST = 420;
/** Not seen any longer unless it is followed: a script that ends without a word leaves its box. */
const LIFE_MILLISECONDS = 2_000;

/** In the page's own light or dark, and in nothing else like it. */
const HOST_STYLE = important([
  'all:initial',
  'color-scheme:inherit',
  'position:fixed',
  'width:max-content',
  'pointer-events:none',
  'user-select:none',
]);

/** In the browser's own colours, so that they go with each other in every theme. */
const BOX_STYLE = [
  'display:flex',
  'gap:8px',
  'padding:8px',
  'border:1px solid GrayText',
  'border-radius:8px',
  'background:Canvas',
  'color:CanvasText',
  'font:13px/1.4 system-ui',
  'overflow-wrap:anywhere',
].join(';');

export class Hint {
  readonly #host: HTMLElement = createElement(randomName());
  readonly #box: HTMLElement = createElement('div');
  readonly #life: Animation;

  constructor() {
    this.#host.style.cssText = HOST_STYLE;
    this.#host.setAttribute('popover', 'manual');
    this.#box.setAttribute('role', 'status');
    this.#life = this.#box.animate(
      { visibility: ['visible', 'hidden'] },
      { duration: LIFE_MILLISECONDS, fill: 'forwards' },
    );
    Element.prototype.attachShadow.call(this.#host, { mode: 'closed' }).append(this.#box);
  }

  show(composer: Element, { action, says, reason, language }: HintSaid): void {
    this.#host.lang = language;
    if (!isConnected(this.#host)) {
      const [root = document.documentElement] = queryAll(document, ':root');
      Element.prototype.append.call(root, this.#host);
      HTMLElement.prototype.showPopover.call(this.#host);
    }
    const shape = createElement('span');
    shape.style.cssText = 'flex:none;width:18px;height:18px';
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
    this.#life.currentTime = 0;
    this.#life.play();
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
