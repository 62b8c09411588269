import { useId, useRef, useState } from 'preact/hooks';
import { parseSite, type SiteDefinition } from '../../../policy/index.ts';
import type { OptionsView, SiteTrial } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Caution } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import { Faults } from './faults.tsx';
import { readSite, type TextFault } from './site-text.ts';
import { Trial } from './trial.tsx';
import { isReadable, unreadableFields } from './unreadable-fields.ts';

interface Props {
  /** What the person begins with. */
  readonly text: string;
  readonly tabs: OptionsView['tabs'];
  readonly saved: () => Promise<void>;
  readonly cancel: () => void;
}

type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'faults'; readonly faults: readonly TextFault[] }
  | { readonly kind: 'tried'; readonly trial: SiteTrial; readonly unreadable: readonly string[] }
  | { readonly kind: 'failed'; readonly words: string };

const NONE: Outcome = { kind: 'none' };

/** A site as JSON: read when it is tried or saved, with every fault at its place. */
export function SiteEditor({ text, tabs, saved, cancel }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [tabId, setTabId] = useState(tabs[0]?.id);
  const [outcome, setOutcome] = useState<Outcome>(NONE);

  async function withSite(work: (site: SiteDefinition) => Promise<Outcome>, failed: string) {
    const reading = readSite(area.current?.value ?? '');
    if (!reading.ok) {
      setOutcome({ kind: 'faults', faults: reading.faults });
      return;
    }
    try {
      setOutcome(await work(reading.site));
    } catch {
      // Whatever the code: nothing was changed, and that is what the person is told.
      setOutcome({ kind: 'failed', words: failed });
    }
  }

  async function save(site: SiteDefinition): Promise<Outcome> {
    await sendToBackground('site.save', { site });
    await saved();
    return NONE;
  }

  async function tryOut(site: SiteDefinition): Promise<Outcome> {
    if (tabId === undefined) return { kind: 'failed', words: say('trial_no_tab') };
    const trial = await sendToBackground('site.try', { tabId, site });
    return { kind: 'tried', trial, unreadable: unreadableFields(parseSite(site), isReadable) };
  }

  return (
    <form
      class="editor box"
      onSubmit={(event) => {
        event.preventDefault();
        void withSite(save, say('sites_save_failed'));
      }}
    >
      <div class="field">
        <label for={`${id}-text`}>{say('sites_text')}</label>
        <textarea
          id={`${id}-text`}
          ref={area}
          class="code"
          rows={16}
          spellcheck={false}
          dir="ltr"
          aria-describedby={`${id}-outcome`}
          aria-invalid={outcome.kind === 'faults'}
          defaultValue={text}
        />
      </div>
      <div class="field">
        <label for={`${id}-tab`}>{say('trial_tab')}</label>
        <select
          id={`${id}-tab`}
          value={tabId}
          onChange={({ currentTarget: { value } }) => setTabId(Number(value))}
        >
          {tabs.map((tab) => (
            <option key={tab.id} value={tab.id}>
              {tab.host} – {tab.title}
            </option>
          ))}
        </select>
      </div>
      <div id={`${id}-outcome`} role="status">
        {outcome.kind === 'faults' ? (
          <Faults faults={outcome.faults} show={(line) => selectLine(area.current, line)} />
        ) : null}
        {outcome.kind === 'tried' ? <Trial {...outcome} /> : null}
        {outcome.kind === 'failed' ? <Caution>{outcome.words}</Caution> : null}
      </div>
      <div class="buttons">
        <button type="submit" class="primary">
          {say('sites_save')}
        </button>
        <button type="button" onClick={() => void withSite(tryOut, say('trial_failed'))}>
          {say('trial_start')}
        </button>
        <button type="button" onClick={cancel}>
          {say('sites_cancel')}
        </button>
      </div>
    </form>
  );
}

function selectLine(area: HTMLTextAreaElement | null, line: number): void {
  if (area === null) return;
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}
