/** The drawing of a mark: one shape for each action, told apart without colour. */
import type { Action } from '../../policy/index.ts';

export type Stopped = Exclude<Action, 'open'>;

interface Shape {
  readonly fill: string;
  /** The outline that carries the colour. */
  readonly body: string;
  /** Drawn over it in white. */
  readonly glyph: string;
}

/** In a box of 24 by 24. */
export const SHAPES: Readonly<Record<Stopped, Shape>> = {
  ask: {
    fill: '#1a5fb4',
    body: 'M12 2a10 10 0 1 1 0 20 10 10 0 1 1 0-20z',
    glyph: 'M9 9a3 3 0 1 1 4 3q-1 1-1 3m0 3v.1',
  },
  warn: {
    fill: '#a34a00',
    body: 'M12 2 23 21H1z',
    glyph: 'M12 9v5m0 4v.1',
  },
  block: {
    fill: '#b3151f',
    body: 'M8 2h8l6 6v8l-6 6H8l-6-6V8z',
    glyph: 'm8 8 8 8m0-8-8 8',
  },
};

const SVG = 'http://www.w3.org/2000/svg';

/** Hidden from assistive technology: the mark's label says it. */
export function drawShape(action: Stopped): Element {
  const { fill, body, glyph } = SHAPES[action];
  const svg = element('svg', {
    viewBox: '0 0 24 24',
    stroke: '#fff',
    'stroke-linecap': 'round',
    'aria-hidden': 'true',
  });
  svg.append(
    // The white rim keeps the shape visible on dark backgrounds and on its own colour.
    element('path', { d: body, fill, 'stroke-width': '1.2' }),
    element('path', { d: glyph, fill: 'none', 'stroke-width': '2.6' }),
  );
  return svg;
}

function element(name: string, attributes: Readonly<Record<string, string>>): Element {
  const made = Document.prototype.createElementNS.call(document, SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}
