import { useState } from 'preact/hooks';
import type { Context } from '../../../policy/index.ts';
import type { SampleView } from '../../messaging/options.ts';
import { ShortAddress } from '../ui/address.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Mark } from '../ui/mark.tsx';
import { contextName } from '../ui/names.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { Trace } from '../ui/trace.tsx';
import { say } from '../ui/words.ts';

const SHOWN = ['direct', 'group'] as const satisfies readonly Context[];

type Shown = (typeof SHOWN)[number];

/** A conversation with sample links, each with what the engine does with it as things are set. */
export function DemoChat({ samples }: { samples: readonly SampleView[] }) {
  const [context, setContext] = useState<Shown>('group');
  return (
    <div class="demo-chat">
      <Segmented
        name="demo-context"
        label={say('choices_column_context')}
        options={SHOWN.map((value) => ({ value, words: contextName(value) }))}
        chosen={context}
        choose={setContext}
      />
      <ol>
        {samples.map(({ id, address, actions }) => {
          const { action, reason, trace } = actions[context];
          return (
            <li key={`${context} ${id}`} class="demo-message">
              <ShortAddress address={address} />
              <Mark action={action} />
              <p class="note">
                <Sentence words={reason} />
              </p>
              <Disclosure title={say('why_title')}>
                <Trace trace={trace} />
              </Disclosure>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
