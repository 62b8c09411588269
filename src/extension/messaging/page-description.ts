/** What a guarded page tells of itself. */
import type { Action, Certainty, Context } from '../../policy/index.ts';
import type { Words } from './link.ts';

export interface PageState {
  /** Whether the page fights the guard, so that the page layer gave up. */
  readonly isDegraded: boolean;
  /** Whether there is anything in the page in which links are looked for. */
  readonly hasChat: boolean;
}

/** How sure the kind of a conversation is; `none` where it is unknown. */
export type KindCertainty = Certainty | 'none';

/** What the content script tells when asked. */
export interface PageDescription {
  readonly site: string;
  /** As the page calls it; to the popup, its key. */
  readonly conversation?: string | undefined;
  /** False when no adapter knew the page and the generic one took over. */
  readonly isRecognised: boolean;
  /** The id of a site that the page should be, but in which its messages were not found. */
  readonly expected: string | undefined;
  /** The conversation in view; `unknown` when there is none or several. */
  readonly context: Context;
  readonly certainty: KindCertainty;
  /** It is said to be one to one, but of a bot the page would say the same. */
  readonly mayBeBot: boolean;
  readonly links: readonly SeenLink[];
  /** More are in view than are told of. */
  readonly hasMoreLinks: boolean;
  /** Set when the page fights the guard and the page layer gave up. */
  readonly isDegraded: boolean;
}

/** The same of a page in which there is nothing to look for links in. */
export type PageWithoutChat = Pick<PageDescription, 'expected'>;

export interface SeenLink {
  /** As it was found, before rewriting; may hold secrets, and is not to be shown. */
  readonly href: string;
  /** Where it leads, unwrapped: the background's to say, once the address can be read. */
  readonly destination?: string;
  readonly text: string;
  readonly context: Context;
  readonly certainty: KindCertainty;
  readonly mayBeBot: boolean;
  /** Whose message it stands in, seen from the person at this browser. */
  readonly direction: 'own' | 'other' | 'unknown';
  /** The client's own id of that message; '' where it shows none. */
  readonly message: string;
  /** An address that the site did not turn into a link. */
  readonly isText: boolean;
  readonly action: Action | 'pending';
  readonly reason: Words | undefined;
}
