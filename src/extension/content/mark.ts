/**
 * The small sign after a stopped link. It informs and decides nothing: the page can cover, copy or
 * remove it. A closed root keeps the page's styles and scripts out, CSSOM alone styles it (strict
 * content security policies and Trusted Types allow that), and the element's name is random.
 */
import type { Said } from '../messaging/protocol.ts';
import { closest, createElement, isConnected, nameOf, parentOf } from './dom.ts';
import { important } from './important.ts';
import type { Listeners } from './listeners.ts';
import { drawShape, type Stopped } from './mark-shape.ts';
import { randomName } from './random-name.ts';

/**
 * Short, and without `all`, which a style attribute spells out in full: eight kilobytes a mark. A
 * line goes on behind a drawing that stands in it, but ends for a person who selects it with three
 * presses at anything in it that is a block inside, or that cannot be selected.
 */
const HOST_STYLE = important([
  'display:inline',
  'box-sizing:content-box',
  'position:static',
  'float:none',
  'margin:0 .2em',
  'padding:0',
  'border:0',
  'background:none',
  'opacity:1',
  'visibility:visible',
  'vertical-align:-.2em',
  'line-height:1',
  'flex:none',
  'cursor:help',
]);

const FIRST_FORGETTING = 500;

export class Marks {
  readonly #links = new WeakMap<Element, Element>();
  readonly #images = new Map<Stopped, HTMLElement>();
  readonly #name = randomName();
  /** And of those that were taken out again some. */
  readonly #placed = new Set<HTMLElement>();
  #forgetAt = FIRST_FORGETTING;

  /**
   * On paper a mark would say something that nobody keeps up to date; and no style sheet of ours is
   * in force under every security policy, so that the style itself changes for as long.
   */
  constructor(listeners: Listeners) {
    listeners.add(['beforeprint'], () => this.#display('none'));
    listeners.add(['afterprint'], () => this.#display('inline'));
  }

  /** The link that a node marks, when the node is a mark. */
  linkOf(node: Element): Element | undefined {
    return this.#links.get(node);
  }

  /** One of ours, or what the page has made of one. */
  isMark(element: Element): boolean {
    return nameOf(element) === this.#name;
  }

  /** True for marks; one whose link is gone, or that the page has copied, is taken out. */
  isOurs(element: Element): boolean {
    const link = this.linkOf(element);
    const isLeft = link !== undefined && !isConnected(link);
    if (isLeft || (link === undefined && this.isMark(element))) {
      element.remove();
      return true;
    }
    return link !== undefined;
  }

  /** `host`: which of several addresses it is about, where no link says it. */
  draw(action: Stopped, [name, reason]: Said = ['', ''], host = ''): HTMLElement {
    const mark = createElement(this.#name);
    mark.style.cssText = HOST_STYLE;
    const image = this.#imageOf(action);
    const label = [name, host, reason].filter((part) => part !== '').join(' – ');
    // Also its name for a screen reader, which would say it twice beside a label of the same words.
    image.setAttribute('title', label);
    Element.prototype.attachShadow.call(mark, { mode: 'closed' }).append(image);
    return mark;
  }

  /** Puts the mark behind its link, when it is not there yet. */
  place(mark: HTMLElement, link: Element): void {
    this.#links.set(mark, link);
    this.#remember(mark);
    if (!this.isPlaced(mark, link)) {
      Element.prototype.after.call(standsAfter(link), mark);
    }
  }

  /** Behind a text of the page's, which is not touched. */
  placeAfterText(mark: HTMLElement, text: Text, parent: Element): void {
    this.#links.set(mark, parent);
    this.#remember(mark);
    if (text.nextSibling !== mark) {
      CharacterData.prototype.after.call(text, mark);
    }
  }

  /** The page may have put something between them. */
  isPlaced(mark: HTMLElement, link: Element): boolean {
    return parentOf(mark) !== null && parentOf(mark) === parentOf(standsAfter(link));
  }

  #remember(mark: HTMLElement): void {
    this.#placed.add(mark);
    if (this.#placed.size >= this.#forgetAt) {
      this.#forgetGone();
    }
  }

  #forgetGone(): void {
    for (const mark of this.#placed) {
      if (!isConnected(mark)) {
        this.#placed.delete(mark);
      }
    }
    this.#forgetAt = Math.max(FIRST_FORGETTING, 2 * this.#placed.size);
  }

  #display(display: string): void {
    this.#forgetGone();
    for (const mark of this.#placed) {
      mark.style.setProperty('display', display, 'important');
    }
  }

  /** A copy: drawing afresh would be most of the cost of a page full of stopped links. */
  #imageOf(action: Stopped): Element {
    let image = this.#images.get(action);
    if (image === undefined) {
      image = createElement('span');
      image.setAttribute('role', 'img');
      const shape = drawShape(action);
      shape.setAttribute('width', '1.1em');
      shape.setAttribute('height', '1.1em');
      image.append(shape);
      this.#images.set(action, image);
    }
    return image.cloneNode(true) as Element;
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
