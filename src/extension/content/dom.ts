/**
 * Reads the page through the prototypes' own getters and methods: a form or an image named
 * `parentNode`, `baseURI` or `querySelectorAll` shadows the property of the element or document,
 * also for content scripts.
 */
import type { ExtensionApi } from './extension-api.ts';

type Getter<T> = (this: unknown) => T;

/** One that every browser of ours has; asked whether it is there where one has not. */
export function getterOf<T>(prototype: object, name: string): Getter<T> {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as Getter<T>;
}

const nodeType = getterOf<number>(Node.prototype, 'nodeType');
const parentNode = getterOf<Node | null>(Node.prototype, 'parentNode');
const connected = getterOf<boolean>(Node.prototype, 'isConnected');
const baseURI = getterOf<string>(Node.prototype, 'baseURI');
const localName = getterOf<string>(Element.prototype, 'localName');
const textContent = getterOf<string | null>(Node.prototype, 'textContent');
const openRoot = getterOf<ShadowRoot | null>(Element.prototype, 'shadowRoot');

const elementChildren = getterOf<HTMLCollection>(Element.prototype, 'children');
const documentChildren = getterOf<HTMLCollection>(Document.prototype, 'children');
const fragmentChildren = getterOf<HTMLCollection>(DocumentFragment.prototype, 'children');
const readyState = getterOf<string>(Document.prototype, 'readyState');

export type Root = Document | ShadowRoot;

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && typeOf(value) === Node.ELEMENT_NODE;
}

function typeOf(value: object): number | undefined {
  try {
    return nodeType.call(value);
  } catch {
    // Not a node at all: a window, or an object of the page's.
    return undefined;
  }
}

export function nameOf(element: Element): string {
  return localName.call(element);
}

export function parentOf(node: Node): Node | null {
  return parentNode.call(node);
}

export function isConnected(node: Node): boolean {
  return connected.call(node);
}

export function baseOf(node: Node): string {
  return baseURI.call(node);
}

export function rootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node);
}

export function textOf(node: Node): string {
  return textContent.call(node) ?? '';
}

export function attributeOf(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) {
    Element.prototype.removeAttribute.call(element, name);
  } else {
    Element.prototype.setAttribute.call(element, name, value);
  }
}

const XLINK = 'http://www.w3.org/1999/xlink';

/** The older of the two places in which a link of a drawing can hold its address. */
export function xlinkOf(element: Element): string | null {
  return Element.prototype.getAttributeNS.call(element, XLINK, 'href');
}

export function setXlink(element: Element, href: string): void {
  Element.prototype.setAttributeNS.call(element, XLINK, 'xlink:href', href);
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

/** Like `closest`, through the shadow roots that the element stands in. */
export function closest(element: Element, selector: string): Element | undefined {
  for (let from: Element | undefined = element; from !== undefined; from = hostOf(from)) {
    const found = closestInTree(from, selector);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** As far as the element's own root. */
export function closestInTree(element: Element, selector: string): Element | undefined {
  return Element.prototype.closest.call(element, selector) ?? undefined;
}

function hostOf(element: Element): Element | undefined {
  const root = rootOf(element);
  return root !== document && root instanceof ShadowRoot ? root.host : undefined;
}

export function queryAll(root: ParentNode, selector: string): NodeListOf<Element> {
  return prototypeOf(root).querySelectorAll.call(root, selector);
}

function prototypeOf(root: ParentNode): ParentNode {
  if (root instanceof Document) {
    return Document.prototype;
  }
  return isElement(root) ? Element.prototype : DocumentFragment.prototype;
}

/** As they are now, and as they will be. */
export function childrenOf(root: Element | Root): HTMLCollection {
  if (root instanceof Document) {
    return documentChildren.call(root);
  }
  return (isElement(root) ? elementChildren : fragmentChildren).call(root);
}

/** Whether anything below is like this; made by nobody but the browser, and therefore quick. */
export function has(root: ParentNode, selector: string): boolean {
  return prototypeOf(root).querySelector.call(root, selector) !== null;
}

export function isLoading(): boolean {
  return readyState.call(document) === 'loading';
}

export function contains(node: Node, other: Node): boolean {
  return Node.prototype.contains.call(node, other);
}

export function textNodesOf(root: Node): TreeWalker {
  return Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
}

/** Elements and texts below an element, in their order. */
export function nodesOf(element: Element): TreeWalker {
  const shown = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
  return Document.prototype.createTreeWalker.call(document, element, shown);
}

/** Forces a layout. */
export function boxOf(element: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(element);
}

export function isRendered(element: Element): boolean {
  return Element.prototype.checkVisibility.call(element);
}

export function createElement(name: string): HTMLElement {
  return Document.prototype.createElement.call(document, name);
}

/** The open shadow root of an element; with `api` also a closed one, which the browser lets us see. */
export function shadowRootOf(
  element: Element,
  api: ExtensionApi | undefined,
): ShadowRoot | undefined {
  const open = openRoot.call(element);
  if (open !== null || api === undefined) {
    return open ?? undefined;
  }
  const firefox = (element as { openOrClosedShadowRoot?: ShadowRoot | null })
    .openOrClosedShadowRoot;
  if (firefox !== undefined) {
    return firefox ?? undefined;
  }
  if (!(element instanceof HTMLElement)) {
    return undefined;
  }
  return api.dom?.openOrClosedShadowRoot?.(element) ?? undefined;
}

const LINK_NAMES: ReadonlySet<string> = new Set(['a', 'area']);

/** HTML and SVG alike. */
export function isLink(element: Element): boolean {
  return LINK_NAMES.has(nameOf(element));
}

/** Where links and forms open that say nothing of it themselves. */
export function defaultTarget(): string {
  const [base] = queryAll(document, 'base[target]');
  return (base && attributeOf(base, 'target')) ?? '';
}

const prerendering: Getter<boolean> | undefined = getterOf(Document.prototype, 'prerendering');

/** Nobody has seen the page yet; not every browser makes such pages. */
export function isPrerendering(): boolean {
  return prerendering?.call(document) === true;
}
