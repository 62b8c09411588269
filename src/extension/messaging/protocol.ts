/**
 * What the surfaces of the extension say to each other: a map from name to function, by direction
 * and trust. A content script shares a process with a hostile page, so its protocol holds nothing
 * that a page could gain by: it may ask about links and report a link that was activated.
 * Long, because it is one table of everything that is said.
 */
import type {
  Action,
  Certainty,
  Choice,
  Context,
  EffectiveValue,
  ExceptionScope,
  Fault,
  Grade,
  ManagedKey,
  ManagedSettings,
  Name,
  SiteDefinition,
  StartingPoint,
  TraceStep,
  UnknownCause,
  Violation,
} from '../../policy/index.ts';
import type { ComplaintKind, ComplaintState, Scope } from '../../redress/index.ts';
import type { OptionsToBackground } from './options.ts';
import type { OptionsView, PageSetup, PageSite, RawTrial, SiteAccess, SiteTrial } from './sites.ts';

export type {
  HintWords,
  KnownSites,
  OptionsView,
  PageSetup,
  PageSite,
  RawTrial,
  SiteAccess,
  SiteTrial,
  TrialKind,
} from './sites.ts';

/** One link as the content script found it. */
export interface LinkSighting {
  /** The resolved address, as the element holds it. */
  readonly href: string;
  /** The visible text, at most 512 characters. */
  readonly text: string;
  readonly context: Context;
}

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

/** What is done with a link, and why. */
export type Said = readonly [name: string, reason: string];

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

export interface Words {
  readonly key: string;
  readonly substitutions: readonly string[];
}

export type Disposition = 'current-tab' | 'new-tab' | 'background-tab' | 'new-window';

/**
 * What is put into a page when it is needed: hints once somebody writes, what reads addresses in
 * plain text once a message seems to say one.
 */
export type LaterScript = 'hints' | 'text';

export interface ContentToBackground {
  'page.begin'(): PageSetup;
  /** Asked over a port as well, which is quicker where links come one by one. */
  'links.judge'(input: LinkQuestion): LinkAnswer;
  /**
   * A person activated a link that is stopped, or that was not judged when it was pressed. The
   * background judges afresh and shows the gate, or opens the destination.
   */
  'link.activated'(input: {
    site: string;
    conversation?: string | undefined;
    link: LinkSighting;
    disposition: Disposition;
  }): {
    readonly action: Action;
  };
  /** Told when it changes. */
  'page.state'(input: PageState): void;
  /** The page needs what most pages do not. */
  'script.wanted'(input: { name: LaterScript }): void;
}

export interface PageState {
  /** Whether the page fights the guard, so that the page layer gave up. */
  readonly isDegraded: boolean;
  /** Whether there is anything in the page in which links are looked for. */
  readonly hasChat: boolean;
}

/** How sure the kind of a conversation is; `none` where it is unknown. */
export type KindCertainty = Certainty | 'none';

export interface PickedLink extends LinkSighting {
  readonly site: string;
  /** Key of the conversation, that says nothing of it. */
  readonly conversation?: string | undefined;
}

/** The same of a page in which there is nothing to look for links in. */
export type PageWithoutChat = Pick<PageDescription, 'expected'>;

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

export interface BackgroundToContent {
  /** Told by the frame that holds a chat; no other one answers. */
  'page.describe'(): PageDescription | PageWithoutChat;
  'page.isThere'(): true;
  /** Preferences, exceptions or the ruleset changed: judge again what is on screen. */
  'decisions.changed'(): void;
  /** What the page was told when it began is otherwise: sites, or whether it gives hints. */
  'sites.changed'(): void;
  /**
   * The person or the browser took back the access to pages of these origins: the source of a
   * regular expression.
   */
  'page.release'(input: { origins: string }): void;
  'site.try'(input: { site: PageSite }): RawTrial;
  /** The link on which the person opened the browser's menu, as it was found. */
  'link.pick'(): PickedLink | undefined;
}

/** It expired; it is older than one before it; the keys that vouch for it expired; the clock is wrong. */
export type Staleness = 'expired' | 'superseded' | 'keys' | 'clock';

export interface Protection {
  readonly state: 'protecting' | 'degraded' | 'not-protecting';
  readonly service: 'reachable' | 'unreachable' | 'not-asked-yet';
  readonly ruleset:
    | {
        readonly version: number;
        readonly policy: string;
        readonly ruleCount: number;
        /** Milliseconds since the epoch. */
        readonly issuedAt: number;
        readonly expiresAt: number;
        readonly origin: 'fetched' | 'packaged';
        /** Why what it does not list is unknown; missing where it is fresh. */
        readonly stale?: Staleness;
      }
    | undefined;
  /**
   * Codes of what is wrong, each with words in `_locales` as `problem_<code>`; where the person can
   * do something about it, as `todo_<code>` as well.
   */
  readonly problems: readonly string[];
  /** Hosts of built-in sites to which the browser gives no access, while it does to others. */
  readonly withheld: readonly string[];
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

/** How often the person was asked or warned since an instant, and how often they went on. */
export interface GateCounts {
  readonly since: number;
  readonly asked: number;
  readonly answered: number;
  readonly warned: number;
  readonly wentOn: number;
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

/** Whether a complaint can be filed; where the administrator takes none, nothing is said of it. */
export type Complaining = 'possible' | 'off' | 'private-window';

export interface GateView extends LinkChoices {
  readonly link: LinkReport;
  /** YYYY-MM-DD, of the list that a listing comes from; undefined where it is not known. */
  readonly listDate: string | undefined;
  /** The page was on its way into the tab already: something may have reached it. */
  readonly wasOpening: boolean;
  readonly protection: Protection;
  /** Until now. */
  readonly counts: GateCounts;
  /** The administrator lets nobody go on from a gate. */
  readonly isHeldByOrganisation: boolean;
  readonly complaining: Complaining;
  /** Whose administrator it is. */
  readonly organisation: ManagedSettings['organisation'];
}

/** What stands with the service of a link before a gate. */
export interface GateMore {
  /** The statement of reasons of the ruling in force that lists it. */
  readonly ruling?: {
    readonly violation: Violation | undefined;
    readonly severity: 'severe' | 'lesser' | undefined;
    readonly scope: Scope;
    /** Addresses at the service: of the statement, signed; of where the site's owner can appeal. */
    readonly statement: string;
    readonly owners: string;
    readonly facts: string;
    readonly explanation: string;
    /** ISO 8601 instants. */
    readonly publishedAt: string;
    readonly until?: string;
  };
  readonly credit?: {
    readonly grade: Grade;
    /** 0 to 100; it lies between the other two with the probability that the policy names. */
    readonly credit: number;
    readonly low: number;
    readonly high: number;
    readonly upheld: number;
    /** Address of the provider's page at the service. */
    readonly page: string;
  };
}

/** How long an exception holds: in days, until the browser closes, or until it is removed. */
export type Lasting = number | 'session' | 'always';

export interface Remember {
  readonly scope: ExceptionScope;
  readonly lasts: Lasting;
}

export interface ExceptionView {
  readonly id: string;
  readonly scope: ExceptionScope;
  readonly value: string;
  readonly madeAt: number;
  readonly expiresAt: number | null;
  readonly madeIn: Context;
  /** Id of the chat site. */
  readonly madeOn?: string;
  /** Gone when the browser closes. */
  readonly isForSession?: true;
  /** A question that was answered, and is not asked again. */
  readonly lifts?: 'ask';
}

/** Why the service refuses a complaint. */
export type ComplaintProblem =
  | 'bad-request'
  | 'too-large'
  | 'idempotency-conflict'
  | 'unsupported-media-type';

export interface ComplaintView {
  readonly id: string;
  readonly address: string;
  readonly kind: ComplaintKind;
  readonly context: Context;
  readonly comment: string;
  /** Milliseconds since the epoch. */
  readonly filedAt: number;
  /** `waiting` until the service has acknowledged it; `refused` when it never will. */
  readonly state: 'waiting' | 'refused' | ComplaintState;
  /** Of one that is refused, where it was kept. */
  readonly problem: ComplaintProblem | undefined;
}

export interface ComplaintDraft {
  readonly address: string;
  readonly kind: ComplaintKind;
  readonly context: Context;
  readonly comment: string;
}

/** The link of a complaint that was begun in a menu. */
export interface ComplaintSubject {
  readonly address: string;
  readonly context: Context;
  /** Version in force, 0 for none. */
  readonly rulesetVersion: number;
  readonly complaining: Complaining;
}

export interface PopupView {
  /** Undefined when the tab in view is not one that is guarded. */
  readonly page: PageDescription | undefined;
  /** False where there is nothing in the page in which links are looked for. */
  readonly hasChat: boolean;
  readonly host: string | undefined;
  /** Undefined where there is no web page in view. */
  readonly access: SiteAccess | undefined;
  /** Of a site that the person wrote. */
  readonly customName: SiteDefinition['name'] | undefined;
  readonly protection: Protection;
  readonly choices: Readonly<
    Record<
      Context,
      {
        /** The person's choice; undefined for "as the policy says". */
        readonly own: Choice | undefined;
        /** What the policy says in this context, where nothing else speaks. */
        readonly policy: Action;
        /** What an administrator set; the person's choice does not count then. */
        readonly locked: Choice | undefined;
      }
    >
  >;
  /** What happens here with an ordinary link, one to a shop; undefined where nothing is guarded. */
  readonly ordinary:
    | {
        readonly action: Action;
        readonly reason: Words;
        /** The step that decided. */
        readonly by: TraceStep | undefined;
      }
    | undefined;
  readonly hints: { readonly isOn: boolean; readonly isLocked: boolean };
  /** Who locked what is locked, as they call themselves. */
  readonly organisation: string | undefined;
  readonly complaining: Complaining;
  /** Whether the browser's notifications tell of rulings. */
  readonly notifies: boolean;
  readonly exceptions: readonly ExceptionView[];
  readonly complaints: readonly ComplaintView[];
}

/** What an administrator set; no keys where nothing is. */
export interface ManagedView {
  readonly settings: ManagedSettings;
  readonly keys: readonly ManagedKey[];
  /** What was left out because it cannot be read. */
  readonly faults: readonly Fault[];
  /** False where the key is missing that says that all of it has arrived. */
  readonly isComplete: boolean;
  /** False where it is known from before, and the browser has not told it yet. */
  readonly isConfirmed: boolean;
  /** Of all that is set, as `policy check` tells it; undefined where nothing is. */
  readonly digest: string | undefined;
}

/** For pages of the extension alone. */
export interface PageToBackground extends OptionsToBackground {
  'popup.view'(input: { tabId: number | undefined }): PopupView;
  /** After the browser granted access to this host. */
  'site.turnOn'(input: { pattern: string }): void;
  'site.turnOff'(input: { pattern: string }): void;
  'options.view'(): OptionsView;
  'managed.view'(): ManagedView;
  'policy.effective'(): readonly EffectiveValue[];
  'site.switch'(input: { id: string; isOn: boolean }): void;
  'site.save'(input: { site: unknown }): void;
  'site.remove'(input: { id: string }): void;
  'site.try'(input: { tabId: number; site: unknown }): SiteTrial;
  'startingPoint.set'(input: { id: StartingPoint }): void;
  'choice.set'(input: { context: Context; choice: Choice | null }): void;
  'hints.set'(input: { isOn: boolean }): void;
  'exception.remove'(input: { id: string }): void;
  'complaint.file'(input: ComplaintDraft): ComplaintView;
  'complaints.list'(): readonly ComplaintView[];
  /** The link behind a link on the page in view, with its trace and what may be done with it. */
  'link.explain'(input: PickedLink): LinkReport & LinkChoices;
  /**
   * Opens the destination in a new tab where the person was told no more than `told`; else its gate,
   * which explains.
   */
  'link.open'(input: { link: PickedLink; told: Action; remember: Remember | undefined }): {
    readonly opened: 'destination' | 'gate';
  };
  'complaint.taken'(): ComplaintSubject | undefined;
  /** Whether the browser's notifications tell of rulings. */
  'notifications.view'(): boolean;
  /** Told before the browser is asked: its question can close the page that asked. */
  'notifications.wish'(): void;
  /** Asked for in the page; here it is kept. Throws where the browser did not grant it. */
  'notifications.set'(input: { isOn: boolean }): void;
  /** The gate of the asking tab; undefined when its link is no longer known. */
  'gate.view'(): GateView | undefined;
  /** What the service adds; empty where it is silent. */
  'gate.more'(): GateMore;
  /** Gives the address to go to; judged afresh, refused when it may not be proceeded to. */
  'gate.proceed'(input: { remember: Remember | undefined }): { readonly destination: string };
  /** Closes the gate's tab when there is nothing to go back to. */
  'gate.leave'(): void;
}
