/** What the surfaces of the extension say to each other of chat sites. */
import type { Certainty, Context, Name, Site, SiteDefinition } from '../../policy/index.ts';
import type { Said } from './protocol.ts';

/** A site as a page is told of it: without what only people read. */
export interface PageSite extends Omit<Site, 'name' | 'certainty' | 'lastVerified' | 'tryOn'> {
  /** Attributes that tell something, and that the page may change on an element that stays. */
  readonly observed: readonly string[];
  /** What could make the kind of conversation of two links of one list or message differ. */
  readonly within: string;
}

/** What a page is told when it begins. */
export interface PageSetup {
  /** Those that it may be, in the order in which they are tried; the generic one comes last. */
  readonly sites: readonly PageSite[];
  /** Missing where what is being written is not looked at for links that would be stopped. */
  readonly hints?: HintWords;
  /** What a mark says where the background is silent; missing where that is in the browser's language. */
  readonly unreachable?: Said;
}

/** What a hint says of a link that is being written, and in which language: a BCP 47 tag. */
export interface HintWords extends Readonly<Record<'ask' | 'warn' | 'block', string>> {
  readonly language: string;
}

/** What a site's definition finds on a page, whatever the page is recognised as. */
export interface SiteTrial {
  readonly hasFingerprint: boolean;
  readonly lists: number;
  readonly messages: number;
  /** Links of messages. */
  readonly links: number;
  /** Links in its lists that it leaves out. */
  readonly excluded: number;
  readonly contexts: readonly (TrialKind & { readonly links: number })[];
}

export interface TrialKind {
  readonly context: Context;
  readonly certainty: Certainty | 'none';
  readonly mayBeBot: boolean;
}

/** The same as a page gives it: the kind of conversation of each link. */
export interface RawTrial extends Omit<SiteTrial, 'contexts'> {
  readonly kinds: readonly TrialKind[];
}

/** Whether a host is guarded, and who says so. */
export interface SiteAccess {
  readonly state: 'always' | 'turned-on' | 'needs-permission' | 'not-guarded';
  /** The host, as a pattern of the browser. */
  readonly pattern: string;
  /** What the browser is to be asked for; empty where nothing is missing. */
  readonly needs: readonly string[];
}

/** By id, of all chat sites: built in, or written by a person or an administrator. */
export type SiteNames = Readonly<Record<string, Name>>;

/** Sites beside the built-in ones, and those that are not used. */
export interface KnownSites {
  readonly custom: readonly SiteDefinition[];
  /** Ids of those that the person switched off. */
  readonly off: readonly string[];
  /** Of those whose adapter the ruleset found broken. */
  readonly offByRuleset: readonly string[];
  readonly byAdministrator: readonly Site[];
  readonly offByAdministrator: readonly string[];
}

export interface OptionsView extends KnownSites {
  /** What the manifest names. */
  readonly always: readonly { readonly pattern: string; readonly isGranted: boolean }[];
  readonly turnedOn: readonly { readonly pattern: string; readonly isGranted: boolean }[];
  /** Open tabs that are guarded: where a site can be tried. */
  readonly tabs: readonly { readonly id: number; readonly host: string; readonly title: string }[];
}
