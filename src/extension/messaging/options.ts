/** What the options page says to the background, beside what it says of chat sites. */
import type {
  Action,
  Choice,
  ChosenCategory,
  Context,
  EffectiveValue,
  Fault,
  Language,
  LookupMode,
  TraceStep,
} from '../../policy/index.ts';
import type { CaseStage, ComplaintState, StatementOfReasons } from '../../redress/index.ts';
import type {
  Complaining,
  ExceptionView,
  LinkReport,
  ManagedView,
  PopupView,
  Protection,
  Words,
} from './protocol.ts';

type PerContext<T> = Readonly<Record<Context, T>>;

export interface SampleView {
  readonly id: string;
  readonly address: string;
  readonly actions: PerContext<Decided>;
}

export interface PreferencesView {
  readonly contexts: PerContext<{
    /** The person's choice; undefined for "as the policy says". */
    readonly own: Choice | undefined;
    /** What the policy says in this context, where nothing else speaks. */
    readonly policy: Action;
    /** What an administrator set; the person's choice does not count then. */
    readonly locked: Choice | undefined;
  }>;
  readonly policy: string;
  /** Finer than contexts: for a kind of destination, in every conversation or in one kind. */
  readonly categories: Readonly<Partial<Record<ChosenCategory, Choice>>>;
  /** Finest: for a chat site. */
  readonly sites: Readonly<Partial<Record<string, Choice>>>;
  /** Of the two above, what an administrator set. */
  readonly locked: Pick<PreferencesView, 'categories' | 'sites'>;
  /** Whether what is being written is looked at for links that would be stopped. */
  readonly hints: PopupView['hints'];
  /** Who locked it, as they call themselves. */
  readonly organisation: string | undefined;
  /** An administrator has nothing stopped. */
  readonly isReportOnly: boolean;
  /** What the engine does with the sample links, as things are set now. */
  readonly samples: readonly SampleView[];
}

export interface LanguageView {
  readonly language: Language;
  /** An administrator set it. */
  readonly isLocked: boolean;
  /** Who locked it, as they call themselves. */
  readonly organisation: string | undefined;
}

interface Decided {
  readonly action: Action;
  readonly reason: Words;
  readonly trace: readonly TraceStep[];
}

export interface TriedLink {
  /** As in a conversation of unknown kind. */
  readonly link: LinkReport;
  readonly contexts: PerContext<Decided>;
  /** The same for somebody who chose nothing, and for whom no administrator did. */
  readonly byPolicy: PerContext<Decided>;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly policy: string;
  /** In force, 0 for none. */
  readonly rulesetVersion: number;
  /** Of the extension. */
  readonly version: string;
  readonly complaining: Complaining;
}

/** What an import would set, each by the name of what is kept and of its entry. */
export interface SettingChange {
  readonly setting: string;
  readonly entry: string;
  /** In a few words or as JSON; undefined where there is nothing yet. */
  readonly before: string | undefined;
  readonly after: string;
}

export interface SettingsReading {
  readonly faults: readonly Fault[];
  readonly changes: readonly SettingChange[];
}

export interface ComplaintRuling {
  readonly id: string;
  readonly reasons: StatementOfReasons;
  readonly ruledAt: string;
  /** Lifted, replaced, or past its end: it does not hold any more. */
  readonly isOver: boolean;
  readonly appealUntil: string | undefined;
}

export interface ComplaintAppeal {
  readonly id: string;
  readonly lodgedAt: string;
  readonly outcome: string | undefined;
  readonly explanation: string | undefined;
}

/** What the service tells of the case of one complaint. */
export interface ComplaintStory {
  readonly state: ComplaintState;
  readonly stage: CaseStage;
  /** Cases before this one; while it waits. */
  readonly place: number | undefined;
  /** Hours that half of the cases of late have taken, and nineteen in twenty. */
  readonly usualHours: { readonly median: number; readonly p95: number } | undefined;
  readonly rulings: readonly ComplaintRuling[];
  readonly appeals: readonly ComplaintAppeal[];
  /** The ruling that may still be appealed against. */
  readonly mayAppeal: string | undefined;
}

export interface ComplaintDetail {
  /** Undefined until the service has acknowledged it. */
  readonly receipt: string | undefined;
  /** Undefined where the service does not answer, or knows it not. */
  readonly story: ComplaintStory | undefined;
  /** For writing it again. */
  readonly complaining: Complaining;
  readonly rulesetVersion: number;
}

export interface LookUpEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Address of the service. */
  readonly to: string;
  /** As they went out, decoys among them, in hex. */
  readonly prefixes: readonly string[];
  /** Of the body. */
  readonly bytes: number;
  readonly isAnswered: boolean;
}

export interface SentAmount {
  readonly requests: number;
  readonly prefixes: number;
  readonly bytes: number;
}

/** What one service was sent. */
export interface SentTo {
  /** Its address. */
  readonly to: string;
  readonly today: SentAmount;
  readonly week: SentAmount;
}

export interface FleetView {
  /** As it goes out. */
  readonly report: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch; 0 until it is known. */
  readonly due: number;
}

export interface PrivacyView {
  readonly mode: LookupMode;
  /** An administrator set it. */
  readonly isLocked: boolean;
  /** As the administrator's calls itself. */
  readonly organisation: string | undefined;
  /** Its address; '' where an administrator named one that cannot be read. */
  readonly service: string;
  /** Of this week: the service in force first, then former ones. */
  readonly sent: readonly SentTo[];
  readonly isLogged: boolean;
  /** Newest first; of this session. */
  readonly log: readonly LookUpEntry[];
  /** What an organisation is told of this browser; undefined where nobody is. */
  readonly fleet: FleetView | undefined;
}

export interface SourcesView {
  readonly service: {
    /** '' where an administrator named one that cannot be read. */
    readonly address: string;
    /** An administrator named it. */
    readonly isManaged: boolean;
    readonly state: Protection['service'];
    /** Number of the list of keys, and the fingerprints of those that vouch for rulesets. */
    readonly rootNumber: number | undefined;
    readonly keyIds: readonly string[];
    readonly neededKeys: number;
  };
  readonly ruleset: Protection['ruleset'];
  readonly lists: readonly {
    readonly list: string;
    readonly date: string | null;
    readonly ruleCount: number;
  }[];
  /** Bytes of each part that is kept here. */
  readonly parts: Readonly<Record<string, number>>;
  /** Milliseconds since the epoch; 0 for never. */
  readonly lookedAt: number;
  readonly problems: readonly string[];
}

export type ServiceTest =
  | { readonly ok: true; readonly milliseconds: number; readonly rulesetVersion: number }
  | { readonly ok: false; readonly code: string };

export interface SelfTestStep {
  readonly id: string;
  readonly outcome: 'good' | 'caution' | 'bad';
  /** A figure or a code; never an address of a link. */
  readonly detail: string;
}

export interface Diagnostics {
  readonly version: string;
  readonly browser: string;
  readonly steps: readonly SelfTestStep[];
  readonly protection: Protection;
  readonly mode: LookupMode;
  readonly effective: readonly EffectiveValue[];
  /** Undefined where no administrator set anything. */
  readonly managed:
    | Pick<ManagedView, 'digest' | 'isComplete' | 'isConfirmed' | 'faults'>
    | undefined;
  /** Different links by what would have been done; undefined where it is done. */
  readonly reported: Readonly<Partial<Record<Action, number>>> | undefined;
  /** Whether the administrator lets a report of it be copied. */
  readonly mayCopy: boolean;
}

/** A file of a published ruleset, in base64. */
export interface RulesetFile {
  readonly name: string;
  readonly content: string;
}

export interface OptionsToBackground {
  'preferences.view'(input: { site: string }): PreferencesView;
  'category.choose'(input: { category: ChosenCategory; choice: Choice | null }): void;
  'site.choose'(input: { id: string; choice: Choice | null }): void;
  'language.view'(): LanguageView;
  'language.set'(input: { language: Language }): void;
  /** Everything that a person can set, as a document. */
  'settings.export'(): unknown;
  /** What an import would do; changes nothing. */
  'settings.read'(input: { document: unknown }): SettingsReading;
  /** Refused as a whole where anything in it is not right. */
  'settings.import'(input: { document: unknown }): SettingsReading;
  'link.try'(input: { href: string; text: string; site: string }): TriedLink;
  /** The link that was handed over from a menu, once. */
  'link.taken'():
    | { readonly href: string; readonly text: string; readonly site: string }
    | undefined;
  'exceptions.list'(): readonly ExceptionView[];
  'exceptions.clear'(): void;
  'complaint.view'(input: { id: string }): ComplaintDetail;
  'complaint.appeal'(input: { id: string; rulingId: string; words: string }): ComplaintDetail;
  /** Only here: what the service has of it stays there. */
  'complaint.forget'(input: { id: string }): void;
  /** Everything of the person that is kept here, as a document. */
  'device.export'(): unknown;
  'complaints.forget'(): void;
  /** How often the person went on from gates. */
  'gateCounts.forget'(): void;
  'lookups.forget'(): void;
  /** As after the installation, but for the rules and what an administrator set. */
  'device.forget'(): void;
  /** All that are kept, with their receipts. */
  'complaints.export'(): readonly unknown[];
  'privacy.view'(): PrivacyView;
  'lookups.set'(input: { mode: LookupMode }): void;
  'lookups.log'(input: { isLogged: boolean }): void;
  'sources.view'(): SourcesView;
  'service.test'(): ServiceTest;
  'ruleset.update'(): void;
  'ruleset.import'(input: { files: readonly RulesetFile[] }): void;
  'diagnostics.run'(): Diagnostics;
}
