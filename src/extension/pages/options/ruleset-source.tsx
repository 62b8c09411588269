import { useState } from 'preact/hooks';
import { codeOf } from '../../../policy/index.ts';
import type { SourcesView } from '../../messaging/options.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Icon } from '../ui/icon.tsx';
import { policyName, problemWords } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { RulesetLine } from '../ui/ruleset-line.tsx';
import { since } from '../ui/since.ts';
import { onDate } from '../ui/time.ts';
import { language, say, snake } from '../ui/words.ts';
import { base64Of } from './base64.ts';
import { FileButton } from './file-button.tsx';
import { ListTable, PartTable } from './ruleset-tables.tsx';

interface Props {
  readonly view: SourcesView;
  readonly changed: () => Promise<void>;
}

type Outcome = { readonly isGood: boolean; readonly words: string };

/** The ruleset in force: what it is, what is in it, and how to get a newer one. */
export function RulesetSource({ view, changed }: Props) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [isBusy, setBusy] = useState(false);

  async function run(work: () => Promise<unknown>, good: string) {
    setBusy(true);
    setOutcome(undefined);
    try {
      await work();
      setOutcome({ isGood: true, words: good });
    } catch (error) {
      setOutcome({ isGood: false, words: importWords(codeOf(error) ?? '') });
    }
    await changed();
    setBusy(false);
  }

  async function importFiles(files: readonly File[]) {
    const read = await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        content: base64Of(new Uint8Array(await file.arrayBuffer())),
      })),
    );
    await sendToBackground('ruleset.import', { files: read });
  }

  return (
    <Part id="ruleset" title={say('ruleset_title')}>
      <Facts view={view} />
      <div class="buttons">
        <button
          type="button"
          disabled={isBusy}
          onClick={() => void run(() => sendToBackground('ruleset.update'), say('sources_updated'))}
        >
          <Icon name="refresh" />
          {say('sources_update')}
        </button>
        <FileButton
          words={say('sources_import')}
          accept=".json,application/json,application/octet-stream,*"
          takesMany
          take={(files) => void run(() => importFiles(files), say('sources_import_done'))}
        />
      </div>
      <p class="note">{say('sources_import_note')}</p>
      <div role="status">
        {outcome === undefined ? null : outcome.isGood ? (
          <p>{outcome.words}</p>
        ) : (
          <Caution>{outcome.words}</Caution>
        )}
      </div>
      {view.problems
        .filter((code) => code.startsWith('update-') || code.startsWith('ruleset-'))
        .map((code) => (
          <p key={code} class="caution">
            {problemWords(code)}
          </p>
        ))}
      <Disclosure title={`${say('sources_lists')} (${view.lists.length})`}>
        <ListTable lists={view.lists} />
      </Disclosure>
      <Disclosure title={say('sources_parts')}>
        <PartTable parts={view.parts} />
      </Disclosure>
    </Part>
  );
}

function Facts({ view: { ruleset, lookedAt } }: { view: SourcesView }) {
  const number = new Intl.NumberFormat(language());
  return (
    <>
      <p>
        <RulesetLine ruleset={ruleset} />
      </p>
      <dl class="pairs">
        {ruleset === undefined ? null : (
          <>
            <div>
              <dt>{say('sources_list_rules')}</dt>
              <dd>{number.format(ruleset.ruleCount)}</dd>
            </div>
            <div>
              <dt>{say('policy_title')}</dt>
              <dd>{policyName(ruleset.policy)}</dd>
            </div>
            <div>
              <dt>{say('sources_expires')}</dt>
              <dd>{onDate(ruleset.expiresAt, language())}</dd>
            </div>
          </>
        )}
        <div>
          <dt>{say('sources_looked')}</dt>
          <dd>{lookedAt === 0 ? say('sources_never') : since(lookedAt)}</dd>
        </div>
      </dl>
    </>
  );
}

const OWN = ['no-manifest', 'no-part', 'busy'] as const;

function importWords(code: string): string {
  const own = OWN.find((one) => one === code);
  return own === undefined ? problemWords(code) : say(`sources_import_${snake(own)}`);
}
