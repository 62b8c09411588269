/**
 * What a case of the attack table is: data, and one function that carries the attack out. Each runs
 * in both browsers and in every mode, unless it says where it does not and why.
 */
import type { BrowserName } from '../../scripts/browsers.ts';
import type { Ground } from './ground.ts';

/** `killed`: the worker is ended just before the attack; `down`: there is no service to ask. */
export const MODES = ['warm', 'killed', 'down'] as const;
export type Mode = (typeof MODES)[number];

/**
 * What stopped it: the four layers; `page` for other work of the content script, `gate` and `engine`
 * for what these refuse, `browser` for what no page may do in it anyway.
 */
export const LAYERS = [
  'rewrite',
  'guard',
  'net',
  'watch',
  'page',
  'gate',
  'engine',
  'browser',
] as const;
export type Layer = (typeof LAYERS)[number];

export interface Only<T> {
  readonly only: readonly T[];
  readonly why: string;
}

/** What is not stopped, said openly. The case runs all the same and shows what does happen. */
export interface Hole {
  readonly why: string;
  /** What the person sees. */
  readonly shown: string;
  /** Both, where it is missing. */
  readonly browsers?: readonly BrowserName[];
}

export interface Attack {
  /** `A04`, or `N12a` for a way of navigating. Unique. */
  readonly id: string;
  readonly title: string;
  /** What has to happen. */
  readonly required: string;
  /** The four layers are measured and compared with this; of the others it is the only word. */
  readonly layer?: Layer;
  readonly hole?: Hole;
  readonly browsers?: Only<BrowserName>;
  readonly modes?: Only<Mode>;
  /** In Chromium without the proxy that the test internet is: behind one it loads nothing ahead. */
  readonly isDirect?: true;
  /** Milliseconds, where a minute is not enough on a busy machine. */
  readonly within?: number;
  /** Said beside the case in the table, like what is tested in the place of what. */
  readonly note?: string;
  run(ground: Ground): Promise<void>;
}

export function holeIn({ hole }: Attack, name: BrowserName): Hole | undefined {
  return hole?.browsers?.includes(name) === false ? undefined : hole;
}

export function runsIn({ browsers }: Attack, name: BrowserName): boolean {
  return browsers?.only.includes(name) ?? true;
}

export function modesOf({ modes }: Attack): readonly Mode[] {
  return modes?.only ?? MODES;
}
