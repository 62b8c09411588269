/** Text that somebody else wrote: set apart from ours, never a link, nothing in it unseen. */
import { visible } from './visible.ts';
import { sayParts, type Values, type WordKey } from './words.ts';

export function Foreign({ text }: { text: string }) {
  return (
    <bdi class="foreign">
      {visible(text).map((piece) =>
        piece.isNamed ? <span class="unseen">{piece.text}</span> : piece.text,
      )}
    </bdi>
  );
}

/** An address for reading: left to right whatever it holds, with its host standing out. */
export function InertAddress({ address }: { address: string }) {
  const host = URL.parse(address)?.host ?? '';
  const at = host === '' ? -1 : address.toLowerCase().indexOf(host);
  if (at < 0) {
    return (
      <span class="address" dir="ltr">
        <Foreign text={address} />
      </span>
    );
  }
  return (
    <span class="address" dir="ltr">
      <Foreign text={address.slice(0, at)} />
      <b>
        <Foreign text={address.slice(at, at + host.length)} />
      </b>
      <Foreign text={address.slice(at + host.length)} />
    </span>
  );
}

/** A sentence of ours around values of theirs. */
export function Sentence({ words, values }: { words: WordKey; values: Values }) {
  return (
    <>
      {sayParts(words, values).map(({ text, isValue }) =>
        isValue ? (
          <b>
            <Foreign text={text} />
          </b>
        ) : (
          text
        ),
      )}
    </>
  );
}
