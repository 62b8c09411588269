/** What is said of a link: how it was seen, what is done with it, and why. */
import type {
  Action,
  Context,
  ExceptionScope,
  Grade,
  Name,
  TraceStep,
  UnknownCause,
} from '../../policy/index.ts';

/** One link as the content script found it. */
export interface LinkSighting {
  /** The resolved address, as the element holds it. */
  readonly href: string;
  /** The visible text, at most 512 characters. */
  readonly text: string;
  readonly context: Context;
}

export interface Words {
  readonly key: string;
  readonly substitutions: readonly string[];
}

/** What is done with a link, and why. */
export type Said = readonly [name: string, reason: string];

/** What the content script does with a link. */
export interface LinkOrder {
  readonly action: Action;
  /**
   * What goes into the page's attribute: the real, cleaned destination for `open`, a sentinel
   * address for the others. Undefined where the page's own address opens as it stands.
   */
  readonly href: string | undefined;
  /** Key of the one-line reason in `_locales`, with its substitutions. */
  readonly reason: Words;
  /** What its mark says, in the language in force; missing for `open`. */
  readonly says?: Said | undefined;
}

/** Links of one kind of conversation, in few strings: thousands of them travel at once. */
export interface LinkQuestion {
  readonly site: string;
  /** What the page calls the conversation in view, where it does. Kept nowhere. */
  readonly conversation?: string | undefined;
  readonly context: Context;
  readonly hrefs: readonly string[];
  /** Of the same length; null where the text is the address itself. */
  readonly texts: readonly (string | null)[];
}

/** Only what is to be changed, or has a reason of its own: most links open as they stand. */
export interface LinkAnswer {
  /** Of all links that are not named. */
  readonly reason: Words;
  /** By the link's place in the question. */
  readonly orders: readonly (readonly [index: number, order: LinkOrder])[];
}

export type Disposition = 'current-tab' | 'new-tab' | 'background-tab' | 'new-window';

export interface PickedLink extends LinkSighting {
  readonly site: string;
  /** Key of the conversation, that says nothing of it. */
  readonly conversation?: string | undefined;
}

export interface LinkReport {
  readonly address: string;
  /** The cleaned destination; undefined when the address does not parse. */
  readonly destination: string | undefined;
  /** `from` without its query. */
  readonly hops: readonly { readonly from: string; readonly to: string }[];
  readonly isOpaque: boolean;
  readonly removed: readonly string[];
  readonly action: Action;
  readonly verdict: 'clean' | 'suspicious' | 'harmful' | 'unlisted' | 'unknown';
  readonly unknownCause: UnknownCause | undefined;
  readonly trace: readonly TraceStep[];
  readonly reason: Words;
  readonly provider:
    | {
        readonly id: string;
        readonly name: Name;
        readonly category: string;
        readonly grade: Grade;
      }
    | undefined;
  readonly context: Context;
  readonly site: string;
}

/** What a person may do with a stopped link. */
export interface LinkChoices {
  /** Whether a person may go on: never for `block`, nor where the destination is not http(s). */
  readonly mayProceed: boolean;
  /** This address will not be asked about again in this session, once the person has gone on. */
  readonly willSettle: boolean;
  /** Scopes that may be remembered; none for severe violations. */
  readonly rememberScopes: readonly { readonly scope: ExceptionScope; readonly value: string }[];
}

/** How long an exception holds: in days, until the browser closes, or until it is removed. */
export type Lasting = number | 'session' | 'always';

export interface Remember {
  readonly scope: ExceptionScope;
  readonly lasts: Lasting;
}
