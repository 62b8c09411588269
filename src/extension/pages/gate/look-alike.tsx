import type { TraceStep } from '../../../policy/index.ts';
import { addressParts } from '../ui/address-parts.ts';
import { Foreign } from '../ui/sentence.tsx';
import { language, say } from '../ui/words.ts';
import { lettersOf, scriptOf } from './letters.ts';

/** A name that looks like another one: what it looks like, what it is, and where they differ. */
export function LookAlike({ address, trace }: { address: string; trace: readonly TraceStep[] }) {
  const parts = addressParts(address);
  const resembles = resembledIn(trace);
  const isMistaken = parts !== undefined && parts.host !== resembles;
  if (!isMistaken || (parts.unicodeHost === undefined && resembles === undefined)) return null;
  const shown = parts.unicodeHost ?? parts.host;
  const letters = lettersOf(shown, resembles);
  const foreign = [...new Set([...shown].filter((letter) => letter > '\u007f'))];
  return (
    <section class="look-alike" aria-label={say('letters_title')}>
      <dl>
        <div class="look-alike-row">
          <dt>{say('letters_looks')}</dt>
          <dd>
            <bdi dir="ltr">
              {letters.map(({ text, isOdd }) =>
                isOdd ? <mark>{text}</mark> : <Foreign text={text} />,
              )}
            </bdi>
          </dd>
        </div>
        {parts.unicodeHost === undefined ? null : (
          <Name words={say('letters_is')} host={parts.host} />
        )}
        {resembles === undefined ? null : <Name words={say('letters_not')} host={resembles} />}
      </dl>
      {foreign.length === 0 ? null : (
        <p class="note">
          {new Intl.ListFormat(language(), { type: 'conjunction' }).format(foreign.map(named))}
        </p>
      )}
    </section>
  );
}

function Name({ words, host }: { words: string; host: string }) {
  return (
    <div class="look-alike-row">
      <dt>{words}</dt>
      <dd>
        <bdi dir="ltr">{host}</bdi>
      </dd>
    </div>
  );
}

/** Letters that resemble, not words: a name that only contains another is told in the reason. */
function resembledIn(trace: readonly TraceStep[]): string | undefined {
  const sign = trace.find(({ rule }) => rule === 'look-alike');
  if (sign === undefined || ['word', 'front'].includes(String(sign.detail.likeness))) {
    return undefined;
  }
  return sign.detail.resembles === undefined ? undefined : String(sign.detail.resembles);
}

/** The letter with the name of its alphabet, in the reader's language. */
function named(letter: string): string {
  const script = scriptOf(letter);
  const name =
    script && new Intl.DisplayNames(language(), { type: 'script', fallback: 'none' }).of(script);
  const code = `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return say('letters_letter', letter, name === undefined ? code : `${name}, ${code}`);
}
