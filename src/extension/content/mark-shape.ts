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
    body: 'M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 1 1 0-21z',
    glyph: 'M8.6 9.4a3.4 3.4 0 1 1 5 3c-1.2.7-1.6 1.2-1.6 2.6M12 18.2v.1',
  },
  warn: {
    fill: '#a34a00',
    body: 'M12 1.6 23.2 21.6H.8z',
    glyph: 'M12 8.6v6.2M12 18.4v.1',
  },
  block: {
    fill: '#b3151f',
    body: 'M7.8 2h8.4l5.8 5.8v8.4L16.2 22H7.8L2 16.2V7.8z',
    glyph: 'M8 8l8 8M16 8l-8 8',
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
