import { useState } from 'preact/hooks';
import type { Context } from '../../../policy/index.ts';
import type { TriedLink } from '../../messaging/options.ts';
import { Address } from '../ui/address.tsx';
import { ChainPicture } from '../ui/chain-picture.tsx';
import { CONTEXTS_SHOWN } from '../ui/choice-state.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { LinkFacts } from '../ui/link-facts.tsx';
import { Mark } from '../ui/mark.tsx';
import { contextName } from '../ui/names.ts';
import { Part } from '../ui/part.tsx';
import { Report } from '../ui/report.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { Trace } from '../ui/trace.tsx';
import { say } from '../ui/words.ts';
import { triedText } from './tried-text.ts';

interface Props {
  readonly tried: TriedLink;
  /** The name of the chat in which it was tried; undefined for none in particular. */
  readonly chat: string | undefined;
}

/** What would happen to a link in each kind of conversation, the way that it takes, and why. */
export function TriedResult({ tried, chat }: Props) {
  const [shown, setShown] = useState<Context>('direct');
  const [isByPolicy, setByPolicy] = useState(false);
  const { link } = tried;
  const contexts = isByPolicy ? tried.byPolicy : tried.contexts;
  const address = link.destination ?? link.address;
  return (
    <>
      <Part id="tried-what" title={say('try_result')}>
        <p>
          <span class="note">{say('try_verdict')}</span> <b>{say(`verdict_${link.verdict}`)}</b>
        </p>
        <table class="table tried">
          <tbody>
            {CONTEXTS_SHOWN.map((context) => (
              <tr key={context} data-context={context}>
                <th scope="row">{contextName(context)}</th>
                <td>
                  <div class="told">
                    <Mark action={contexts[context].action} />
                    <span class="note">
                      <Sentence words={contexts[context].reason} />
                    </span>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <label class="check">
          <input
            type="checkbox"
            checked={isByPolicy}
            onChange={({ currentTarget }) => setByPolicy(currentTarget.checked)}
          />
          {say('try_by_policy')}
        </label>
        <div class="buttons">
          <CopyButton words={say('try_copy')} text={() => triedText(tried, { isByPolicy, chat })} />
          <Report
            words={say('link_report')}
            look=""
            complaining={tried.complaining}
            link={{ address, context: shown }}
            rulesetVersion={tried.rulesetVersion}
            kind=""
          />
        </div>
      </Part>
      <Part id="tried-where" title={say('try_destination')}>
        <Address address={address} />
        {link.hops.length === 0 ? null : <h4>{say('try_way')}</h4>}
        {link.hops.length === 0 ? null : <ChainPicture link={link} />}
        <LinkFacts
          link={{ ...link, hops: [], isOpaque: link.hops.length === 0 && link.isOpaque }}
        />
      </Part>
      <Part id="tried-why" title={say('try_why')}>
        <Segmented
          name="tried-context"
          label={say('choices_column_context')}
          options={CONTEXTS_SHOWN.map((value) => ({ value, words: contextName(value) }))}
          chosen={shown}
          choose={setShown}
        />
        <Trace key={`${shown} ${isByPolicy}`} trace={contexts[shown].trace} />
      </Part>
    </>
  );
}
