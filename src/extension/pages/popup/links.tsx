import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Complaining, PageDescription, SeenLink } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Address, ShortAddress } from '../ui/address.tsx';
import { useAnswer } from '../ui/answer.ts';
import { LinkFacts } from '../ui/link-facts.tsx';
import { Mark } from '../ui/mark.tsx';
import { Empty, Silent } from '../ui/notice.tsx';
import { Report } from '../ui/report.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { Trace } from '../ui/trace.tsx';
import { say } from '../ui/words.ts';
import { ActHere } from './act-here.tsx';
import { useDrawn } from './drawn.ts';
import { keyed } from './keyed.ts';

/** Longest piece of a link's text that is drawn. */
const TEXT_SHOWN = 120;

interface Props {
  readonly page: PageDescription | undefined;
  readonly rulesetVersion: number;
  readonly complaining: Complaining;
  readonly changed: () => Promise<void>;
}

/** The links in view: what happens with each, and why. */
export function Links({ page, rulesetVersion, complaining, changed }: Props) {
  const drawn = useDrawn(page?.links.length ?? 0);
  if (page === undefined || page.links.length === 0) {
    const note = page === undefined ? 'links_unguarded_note' : 'links_none_note';
    return <Empty title={say('links_none')} note={say(note)} />;
  }
  return (
    <>
      <ul class="rows">
        {keyed(page.links.slice(0, drawn)).map(({ key, link }) => (
          <LinkRow
            key={key}
            link={link}
            site={page.site}
            conversation={page.conversation}
            rulesetVersion={rulesetVersion}
            complaining={complaining}
            changed={changed}
          />
        ))}
      </ul>
      {page.hasMoreLinks ? <p class="note">{say('links_more', page.links.length)}</p> : null}
    </>
  );
}

interface RowProps {
  readonly link: SeenLink;
  readonly site: string;
  readonly conversation: string | undefined;
  readonly rulesetVersion: number;
  readonly complaining: Complaining;
  readonly changed: () => Promise<void>;
}

function LinkRow(props: RowProps) {
  const { link } = props;
  const [isOpen, setOpen] = useState(false);
  const text = link.text.trim();
  return (
    <li>
      <details class="row" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class="row-head-line">
          <Mark action={link.action} />
          <span class="row-words">
            <ShortAddress address={link.destination ?? link.href} />
            {link.reason === undefined ? null : (
              <span class="note block">
                <Sentence words={link.reason} />
              </span>
            )}
          </span>
        </summary>
        {isOpen ? (
          <div class="row-more">
            {text === '' || text === link.href ? null : (
              <p class="note">
                <Sentence
                  words={{ key: 'link_text', substitutions: [text.slice(0, TEXT_SHOWN)] }}
                />
              </p>
            )}
            <Explained {...props} />
          </div>
        ) : null}
      </details>
    </li>
  );
}

/** What a person was writing below, or reads there, stays. */
function useAfterChange(action: SeenLink['action'], again: () => Promise<void>) {
  const before = useRef(action);
  useEffect(() => {
    if (before.current !== action) void again();
    before.current = action;
  }, [action, again]);
}

function Explained({ link, site, conversation, rulesetVersion, complaining, changed }: RowProps) {
  const { href, text, context, action } = link;
  const explain = useCallback(
    () => sendToBackground('link.explain', { href, text, context, site, conversation }),
    [href, text, context, site, conversation],
  );
  const { answer, again } = useAnswer(explain);
  useAfterChange(action, again);
  if (answer.state === 'waiting') return <p class="note">{say('loading')}</p>;
  if (answer.state === 'silent') return <Silent note={say('silent_note')} again={again} />;
  const report = answer.value;
  const address = report.destination ?? report.address;
  return (
    <>
      <Address address={address} />
      <ActHere
        link={{ href, text, context, site, conversation }}
        report={report}
        changed={changed}
      />
      <h3>{say('why_title')}</h3>
      <Trace trace={report.trace} />
      <LinkFacts link={report} />
      <Report
        words={say('link_report')}
        look=""
        complaining={complaining}
        link={{ address, context }}
        rulesetVersion={rulesetVersion}
        kind=""
        filed={changed}
      />
    </>
  );
}
