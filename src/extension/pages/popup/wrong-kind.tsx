import { useId, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { CONTEXTS, type Context } from '../../../policy/index.ts';
import type { PageDescription } from '../../messaging/protocol.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { contextName } from '../ui/names.ts';
import { say } from '../ui/words.ts';
import { browserOf, kindReport } from './kind-report.ts';

/** A report to copy, for nothing is sent: what stands in it is in sight. */
export function WrongKind({ page }: { page: PageDescription }) {
  return (
    <Disclosure title={say('wrong_kind')}>
      <Report page={page} />
    </Disclosure>
  );
}

function Report({ page }: { page: PageDescription }) {
  const id = useId();
  const [actual, setActual] = useState<Context>(page.context === 'direct' ? 'group' : 'direct');
  const report = kindReport(page, actual, {
    version: browser.runtime.getManifest().version,
    browser: browserOf(navigator.userAgent),
  });
  return (
    <div class="wrong-kind">
      <p class="field">
        <label for={id}>{say('wrong_kind_is')}</label>
        <select
          id={id}
          value={actual}
          onChange={(event) => setActual(event.currentTarget.value as Context)}
        >
          {CONTEXTS.map((context) => (
            <option key={context} value={context}>
              {contextName(context)}
            </option>
          ))}
        </select>
      </p>
      <pre lang="en" dir="ltr">
        {report}
      </pre>
      <CopyButton words={say('wrong_kind_copy')} text={() => report} />
      <p class="note">{say('wrong_kind_note')}</p>
    </div>
  );
}
