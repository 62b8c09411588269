/// <reference lib="dom" />
/**
 * What holds for every page of ours, whatever stands on it. Each function gives what is wrong, in
 * words, and nothing where nothing is. They run in the page and stand alone.
 */

/** What makes the page wider than its window. */
export function tooWide(): readonly string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left < -1 || right > clientWidth + 1;
  });
  return [
    `${scrollWidth} px in ${clientWidth} px`,
    ...wide.slice(0, 4).map((one) => one.outerHTML.slice(0, 120)),
  ];
}

/**
 * Words that do not stand in their box, or of which a part is hidden. What scrolls by itself hides
 * nothing; `.short-address` is shortened on purpose and says the whole address where it is opened.
 */
export function cutWords(): readonly string[] {
  const APART = '.short-address, .hidden-words, option, script';

  function boxOf(node: Node): DOMRect {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  }

  function isOut(words: DOMRect, box: Element, room: number): boolean {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    if (words.left < left - room || words.right > right + room) return true;
    const isClipped = getComputedStyle(box).overflowY !== 'visible';
    return isClipped && (words.top < top - 3 || words.bottom > bottom + 3);
  }

  /** The boxes around it, outwards, to the first that scrolls. */
  function boxesAround(one: Element | null): readonly Element[] {
    if (one === null || one === document.body) return [];
    const { overflowX, overflowY, display } = getComputedStyle(one);
    if ([overflowX, overflowY].some((each) => each === 'auto' || each === 'scroll')) return [];
    const further = boxesAround(one.parentElement);
    return display === 'inline' || display === 'contents' ? further : [one, ...further];
  }

  const cut: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (words === '' || !parent?.checkVisibility() || parent.closest(APART) !== null) continue;
    const place = boxOf(node);
    // Where spaces are kept, the one at the end of a line hangs over.
    const room = getComputedStyle(parent).whiteSpaceCollapse === 'preserve' ? 8 : 1.5;
    const box = boxesAround(parent).find((one) => isOut(place, one, room));
    if (box !== undefined) cut.push(`"${words.slice(0, 60)}" in ${box.outerHTML.slice(0, 100)}`);
  }
  return cut;
}

/** Words that stand on other words. */
export function overlaidWords(): readonly string[] {
  const APART = '.hidden-words, option, script';

  /** What of a line is to be seen past the boxes that scroll or clip it. */
  function seen(line: DOMRect, box: Element | null): DOMRect {
    if (box === null || box === document.body) return line;
    const { overflowX, overflowY, display } = getComputedStyle(box);
    const clips = display !== 'inline' && (overflowX !== 'visible' || overflowY !== 'visible');
    return seen(clips ? common(line, box.getBoundingClientRect()) : line, box.parentElement);
  }

  function common(one: DOMRect, other: DOMRect): DOMRect {
    const [x, y] = [Math.max(one.left, other.left), Math.max(one.top, other.top)];
    const [width, height] = [
      Math.min(one.right, other.right) - x,
      Math.min(one.bottom, other.bottom) - y,
    ];
    return new DOMRect(x, y, Math.max(0, width), Math.max(0, height));
  }

  const lines: { node: Node; box: DOMRect; whole: number }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.textContent?.trim() === '' || !parent?.checkVisibility()) continue;
    if (parent.closest(APART) !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      lines.push({ node, box: seen(line, parent), whole: line.height });
    }
  }
  const words = ({ textContent }: Node) => `"${textContent?.trim().slice(0, 60)}"`;
  return lines.flatMap(({ node, box, whole }, index) =>
    lines.slice(index + 1).flatMap((other) => {
      const { width, height } = common(box, other.box);
      // Of a line that is clipped away, the edge that is left is no word.
      const isOn = width > 3 && height > 0.4 * Math.min(whole, other.whole);
      // Lines of one text overlay each other where it is shortened.
      return isOn && node !== other.node ? [`${words(node)} and ${words(other.node)}`] : [];
    }),
  );
}

/**
 * In the system's own colours: words in the colour of the canvas, behind which the browser draws
 * just that canvas, unless it is told to leave them alone.
 */
export function wordsLostOnCanvas(): readonly string[] {
  const probe = document.createElement('i');
  probe.style.color = 'Canvas';
  document.body.append(probe);
  const canvas = getComputedStyle(probe).color;
  probe.remove();
  return [...document.querySelectorAll('body *')]
    .filter((one) => {
      const hasWords = [...one.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      const { color, forcedColorAdjust } = getComputedStyle(one);
      return hasWords && one.checkVisibility() && color === canvas && forcedColorAdjust === 'auto';
    })
    .map((one) => one.outerHTML.slice(0, 100));
}

/** What is to be seen of a page by somebody who wants no motion: nothing may move. */
export function moves(): readonly string[] {
  return [...document.querySelectorAll('*')]
    .filter((one) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
      const isStill = /^0s(, 0s)*$/.test(transitionDuration) && animationName === 'none';
      return !isStill || scrollBehavior === 'smooth';
    })
    .map((one) => one.outerHTML.slice(0, 100));
}

/** Pictures whose strokes are lost on what they stand on: below 3 to 1. */
export function faintPictures(): readonly string[] {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('no canvas');
  const brush = canvas;
  function rgba(colour: string): readonly number[] {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  }
  function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
    const linear = [red, green, blue].map((one) => {
      const share = one / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  }
  function ground(of: Element | null): readonly number[] {
    if (of === null) return rgba('Canvas');
    const colour = rgba(getComputedStyle(of).backgroundColor);
    return (colour[3] ?? 0) > 250 ? colour : ground(of.parentElement);
  }
  return [...document.querySelectorAll('svg.shape, svg.icon, svg.interval *')].flatMap((one) => {
    if (!one.checkVisibility() || one.closest(':disabled') !== null) return [];
    const { stroke } = getComputedStyle(one);
    const pair = [luminance(rgba(stroke)), luminance(ground(one.parentElement))];
    const contrast = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    return contrast >= 3 ? [] : [`${contrast.toFixed(1)} to 1: ${one.outerHTML.slice(0, 100)}`];
  });
}

/** States that only a colour tells: the words and the shape must say it as well. */
export function toldByColourAlone(): readonly string[] {
  const states = [...document.querySelectorAll('.mark, .badge-good, .badge-caution, .badge-bad')];
  const silent = states.filter((one) => one.checkVisibility() && one.textContent?.trim() === '');
  const shapeless = states.filter(
    (one) => one.matches('.mark') && one.checkVisibility() && one.querySelector('svg') === null,
  );
  return [...silent, ...shapeless, ...chosenLikeOthers()].map((one) => one.outerHTML.slice(0, 100));

  /** What is chosen, and has neither a button of its own that says so nor an outline or an edge. */
  function chosenLikeOthers(): readonly Element[] {
    const chosen = '[aria-current], [aria-selected="true"], label:has(:checked)';
    return [...document.querySelectorAll(chosen)].filter((one) => {
      if (!one.checkVisibility()) return false;
      const input = one.querySelector('input');
      if (input !== null && getComputedStyle(input).appearance !== 'none') return false;
      const other = [
        ...(one.closest('ul, ol, [role]')?.querySelectorAll(one.localName) ?? []),
      ].find((each) => each !== one && !each.matches(chosen));
      return other !== undefined && edgeOf(one) === edgeOf(other);
    });
  }

  function edgeOf(one: Element): string {
    const style = getComputedStyle(one);
    const { outlineStyle, outlineWidth } = style;
    const border = ['top', 'right', 'bottom', 'left'].map((side) =>
      style.getPropertyValue(`border-${side}-color`),
    );
    return [outlineStyle, outlineStyle === 'none' ? '' : outlineWidth, ...border].join();
  }
}

/** What listens to the pointer and is no control: no key would reach it. */
export const PRESSED_BY_POINTER_ALONE = `(() => {
  const CONTROLS = 'a[href], button, input, select, textarea, summary, label, details, form';
  return [...document.querySelectorAll('body *')]
    .filter((one) => {
      const heard = Object.keys(getEventListeners(one));
      return heard.some((type) => /^(click|dblclick|mousedown|mouseup|pointerdown|pointerup)$/.test(type));
    })
    .filter((one) => !one.matches(CONTROLS))
    .map((one) => one.outerHTML.slice(0, 100));
})()`;
