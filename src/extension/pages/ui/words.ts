/**
 * The words on our pages. A key is known to the compiler from the English messages, so a page that
 * names a missing one does not compile; keys that come from the background are checked when shown.
 */
import browser from 'webextension-polyfill';
import type { Words } from '../../messaging/protocol.ts';
import { phrase } from '../../words.ts';

type Messages = typeof import('../../../../public/_locales/en/messages.json');

/** A key of `_locales`, without the words that only the manifest names. */
export type WordKey = Exclude<keyof Messages & string, 'description'>;

type Snake<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Text;

/** Substitutions that stand between these are values of a link, not words of ours. */
const OPENING = '\u{e000}';
const CLOSING = '\u{e001}';

export interface Part {
  readonly text: string;
  /** True for a substituted value, which may hold anything that a link can hold. */
  readonly isValue: boolean;
}

export function say(key: WordKey, ...substitutions: readonly (string | number)[]): string {
  return sayAny(key, substitutions.map(String));
}

/** For keys that are not known before they arrive. A missing one shows itself, in brackets. */
export function sayAny(key: string, substitutions: readonly string[] = []): string {
  const message = phrase(key, substitutions);
  return message === '' ? `[${key}]` : message;
}

/** The same words in pieces, so that each value can be set apart from the sentence around it. */
export function sayParts({ key, substitutions }: Words): readonly Part[] {
  const fenced = substitutions.map((value) => OPENING + withoutFences(value) + CLOSING);
  return sayAny(key, fenced)
    .split(/(\u{e000}[^\u{e001}]*\u{e001})/u)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith(OPENING)
        ? { text: piece.slice(1, -1), isValue: true }
        : { text: piece, isValue: false },
    );
}

/** Message keys hold letters, digits and underscores only. */
export function snake<Text extends string>(text: Text): Snake<Text> {
  return text.replaceAll('-', '_') as Snake<Text>;
}

/**
 * BCP 47 tag of the language in which the pages speak: the person's own variety of it where the
 * browser has one, so that dates and numbers look as elsewhere.
 */
export function language(): string {
  const ours = say('language');
  const theirs = browser.i18n.getUILanguage();
  return isVariety(theirs, ours) ? theirs : ours;
}

/** Of one language, in one script: in Taiwan a minute is written otherwise than in Beijing. */
function isVariety(one: string, other: string): boolean {
  const [a, b] = [new Intl.Locale(one).maximize(), new Intl.Locale(other).maximize()];
  return a.language === b.language && a.script === b.script;
}

function withoutFences(value: string): string {
  return value.replaceAll(OPENING, '').replaceAll(CLOSING, '');
}
