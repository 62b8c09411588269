/**
 * The small sign after a stopped link. It informs and decides nothing: the page can cover, copy or
 * remove it. A closed root keeps the page's styles and scripts out, CSSOM alone styles it (strict
 * content security policies and Trusted Types allow that), and the element's name is random.
 */
import type { Words } from '../messaging/protocol.ts';
import { closest, createElement, nameOf, parentOf } from './dom.ts';
import type { ExtensionApi } from './extension-api.ts';
import { drawShape, type Stopped } from './mark-shape.ts';

/** Short, and without `all`, which a style attribute spells out in full: eight kilobytes a mark. */
const HOST_STYLE = [
  'display:inline-block',
  'box-sizing:content-box',
  'position:static',
  'float:none',
  'width:1.1em',
  'height:1.1em',
  'margin:0 .15em 0 .25em',
  'padding:0',
  'border:0',
  'background:none',
  'opacity:1',
  'visibility:visible',
  'vertical-align:-.18em',
  'line-height:1',
  'flex:none',
  'cursor:help',
  'user-select:none',
  '-webkit-user-select:none',
]
  .map((declaration) => `${declaration} !important`)
  .join(';');

export class Marks {
  readonly #api: ExtensionApi;
  readonly #links = new WeakMap<Element, Element>();
  readonly #images = new Map<Stopped, HTMLElement>();
  /** Changes from page load to page load, so that no page can look for it. */
  readonly #name = `${letters(2)}-${letters(6)}`;

  constructor(api: ExtensionApi) {
    this.#api = api;
  }

  /** The link that a node marks, when the node is a mark. */
  linkOf(node: Element): Element | undefined {
    return this.#links.get(node);
  }

  /** A mark that the page has copied: empty, and nobody's. */
  isCopy(element: Element): boolean {
    return nameOf(element) === this.#name && !this.#links.has(element);
  }

  draw(action: Stopped, reason: Words): HTMLElement {
    const mark = createElement(this.#name);
    mark.style.cssText = HOST_STYLE;
    const image = this.#imageOf(action);
    const label = this.#label(action, reason);
    image.setAttribute('aria-label', label);
    image.setAttribute('title', label);
    Element.prototype.attachShadow.call(mark, { mode: 'closed' }).append(image);
    return mark;
  }

  /** Puts the mark behind its link, when it is not there yet. */
  place(mark: HTMLElement, link: Element): void {
    this.#links.set(mark, link);
    if (!this.isPlaced(mark, link)) {
      Element.prototype.after.call(standsAfter(link), mark);
    }
  }

  /** The page may have put something between them. */
  isPlaced(mark: HTMLElement, link: Element): boolean {
    return parentOf(mark) !== null && parentOf(mark) === parentOf(standsAfter(link));
  }

  /** A copy: drawing afresh would be most of the cost of a page full of stopped links. */
  #imageOf(action: Stopped): Element {
    let image = this.#images.get(action);
    if (image === undefined) {
      image = createElement('span');
      image.style.display = 'block';
      image.setAttribute('role', 'img');
      image.append(drawShape(action));
      this.#images.set(action, image);
    }
    return image.cloneNode(true) as Element;
  }

  #label(action: Stopped, { key, substitutions }: Words): string {
    const name = this.#api.i18n.getMessage(`mark_${action}`);
    const reason = this.#api.i18n.getMessage(key, [...substitutions]);
    return [name, reason].filter((part) => part !== '').join(' – ');
  }
}

/** Inside a drawing or an image map nothing of ours would be shown. */
export function standsAfter(link: Element): Element {
  const drawing = closestDrawing(link);
  return drawing ?? (nameOf(link) === 'area' ? (closest(link, 'map') ?? link) : link);
}

function closestDrawing(link: Element): Element | undefined {
  const drawing = link instanceof SVGElement ? closest(link, 'svg') : undefined;
  const outer = drawing && parentOf(drawing);
  return outer instanceof SVGElement ? closestDrawing(outer) : drawing;
}

function letters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return [...bytes].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
}
