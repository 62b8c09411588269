/**
 * What the surfaces of the extension say to each other: a map from name to function, by direction
 * and trust. A content script shares a process with a hostile page, so its protocol holds nothing
 * that a page could gain by: it may ask about links and report a link that was activated. What the
 * messages hold stands in the files beside this one, by noun.
 */
import type { Action, Choice, Context, EffectiveValue, StartingPoint } from '../../policy/index.ts';
import type { ComplaintDraft, ComplaintSubject, ComplaintView } from './complaint.ts';
import type { GateMore, GateView } from './gate.ts';
import type {
  Disposition,
  LinkAnswer,
  LinkChoices,
  LinkQuestion,
  LinkReport,
  LinkSighting,
  PickedLink,
  Remember,
} from './link.ts';
import type { ManagedView } from './managed.ts';
import type { OptionsToBackground } from './options.ts';
import type { PageDescription, PageState, PageWithoutChat } from './page-description.ts';
import type { PopupView } from './popup.ts';
import type { OptionsView, PageSetup, PageSite, RawTrial, SiteNames, SiteTrial } from './sites.ts';

export type * from './complaint.ts';
export type * from './gate.ts';
export type * from './link.ts';
export type * from './managed.ts';
export type * from './page-description.ts';
export type * from './popup.ts';
export type * from './protection.ts';
export type * from './sites.ts';

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

/** For pages of the extension alone. */
export interface PageToBackground extends OptionsToBackground {
  'popup.view'(input: { tabId: number | undefined }): PopupView;
  /** After the browser granted access to this host. */
  'site.turnOn'(input: { pattern: string }): void;
  'site.turnOff'(input: { pattern: string }): void;
  'options.view'(): OptionsView;
  'sites.names'(): SiteNames;
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
