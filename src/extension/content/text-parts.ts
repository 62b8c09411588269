/** Which messages are to be read for addresses in plain text, a list at a time. */
import { closest, isElement, queryAll, type Root } from './dom.ts';
import type { Recognition } from './recognise.ts';
import { listsIn } from './scan.ts';

export type Message = Element | ShadowRoot;

/** The messages of one list. */
export interface Part {
  readonly messages: ArrayLike<Message>;
  /** What they are remembered by; each by itself where undefined. */
  readonly holder: Element | undefined;
}

/** The message that it stands in, or those below; lists where utterances have no mark of their own. */
export function partsOf(root: Element | Root, recognition: Recognition): readonly Part[] {
  const { site } = recognition;
  const isMarked = site.message !== '*';
  const around = isElement(root) ? closest(root, isMarked ? site.message : site.list) : undefined;
  if (around !== undefined && isElement(root)) {
    return [{ messages: [isMarked ? around : root], holder: around }];
  }
  // What is near of a long list is looked at row by row.
  const lists = listsIn(root, recognition).filter((list) => !recognition.long.has(list));
  return lists.map((list) => ({
    messages: isMarked ? queryAll(list, site.message) : [list],
    holder: undefined,
  }));
}
