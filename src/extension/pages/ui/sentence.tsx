import type { Words } from '../../messaging/protocol.ts';
import { visible } from './visible.ts';
import { sayParts } from './words.ts';

/** Text from a link: hidden characters by their code point, apart from the text around it. */
export function Foreign({ text }: { text: string }) {
  return (
    <bdi>
      <Visible text={text} />
    </bdi>
  );
}

export function Visible({ text }: { text: string }) {
  return (
    <>
      {visible(text).map((piece) =>
        piece.isHidden ? <span class="hidden-character">{piece.text}</span> : piece.text,
      )}
    </>
  );
}

/** Words whose substituted values stand out and cannot reorder the sentence. */
export function Sentence({ words }: { words: Words }) {
  return (
    <>
      {sayParts(words).map(({ text, isValue }) =>
        isValue ? (
          <b class="value">
            <Foreign text={text} />
          </b>
        ) : (
          text
        ),
      )}
    </>
  );
}
