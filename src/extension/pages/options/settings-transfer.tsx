import { useState } from 'preact/hooks';
import { codeOf } from '../../../policy/index.ts';
import type { SettingsReading } from '../../messaging/options.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { Icon } from '../ui/icon.tsx';
import { Caution } from '../ui/notice.tsx';
import { Part } from '../ui/part.tsx';
import { saveFile } from '../ui/save-file.ts';
import { say } from '../ui/words.ts';
import { Changes } from './changes.tsx';
import { DocumentFaults } from './document-faults.tsx';
import { FileButton } from './file-button.tsx';
import { syntaxLine } from './place-in-json.ts';

type Outcome =
  | { readonly kind: 'none' | 'done' | 'failed' | 'too-large' }
  | { readonly kind: 'no-json'; readonly line: number }
  | { readonly kind: 'read'; readonly text: string; readonly reading: SettingsReading };

/** Bytes; more is not kept for all of an extension's settings. */
const LARGEST = 10 * 1024 * 1024;

/** All settings out as a file, and in from one: seen before anything is changed. */
export function SettingsTransfer({ changed }: { changed: () => Promise<void> }) {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });

  async function save() {
    try {
      const document = await sendToBackground('settings.export');
      saveFile('link-guard-settings.json', `${JSON.stringify(document, null, 2)}\n`);
      setOutcome({ kind: 'none' });
    } catch {
      // Nothing was written: the person is told.
      setOutcome({ kind: 'failed' });
    }
  }

  async function read(file: File) {
    if (file.size > LARGEST) {
      setOutcome({ kind: 'too-large' });
      return;
    }
    // One that is gone, or may not be read any more.
    const text = await file.text().catch(() => undefined);
    if (text === undefined) {
      setOutcome({ kind: 'failed' });
      return;
    }
    try {
      const reading = await sendToBackground('settings.read', { document: JSON.parse(text) });
      setOutcome({ kind: 'read', text, reading });
    } catch (error) {
      setOutcome(
        codeOf(error) === undefined
          ? { kind: 'no-json', line: syntaxLine(text, error) }
          : { kind: 'failed' },
      );
    }
  }

  async function apply(text: string) {
    try {
      await sendToBackground('settings.import', { document: JSON.parse(text) });
      setOutcome({ kind: 'done' });
    } catch {
      // All of it or nothing: nothing was changed.
      setOutcome({ kind: 'failed' });
    }
    await changed();
  }

  return (
    <Part id="settings-file" title={say('prefs_file')} note={say('prefs_file_note')}>
      <div class="buttons">
        <button type="button" onClick={() => void save()}>
          <Icon name="save" />
          {say('prefs_export')}
        </button>
        <FileButton
          words={say('prefs_import')}
          accept=".json,application/json"
          take={([file]) => file && void read(file)}
        />
      </div>
      <div role="status">
        {outcome.kind === 'done' ? <p>{say('prefs_import_done')}</p> : null}
        {outcome.kind === 'too-large' ? <Caution>{say('prefs_import_too_large')}</Caution> : null}
        {outcome.kind === 'failed' ? <Caution>{say('prefs_import_failed')}</Caution> : null}
        {outcome.kind === 'no-json' ? (
          <Caution>
            {say('fault_line', outcome.line)}: {say('fault_no_json')}
          </Caution>
        ) : null}
        {outcome.kind === 'read' ? (
          <Read
            {...outcome}
            apply={() => void apply(outcome.text)}
            leave={() => setOutcome({ kind: 'none' })}
          />
        ) : null}
      </div>
    </Part>
  );
}

function Read({
  text,
  reading: { faults, changes },
  apply,
  leave,
}: {
  text: string;
  reading: SettingsReading;
  apply: () => void;
  leave: () => void;
}) {
  if (faults.length > 0) return <DocumentFaults text={text} faults={faults} />;
  if (changes.length === 0) return <p>{say('prefs_import_none')}</p>;
  return (
    <div class="reading box">
      <p>
        <b>{say('prefs_import_changes', changes.length)}</b>
      </p>
      <Changes changes={changes} />
      <p class="note">{say('prefs_import_keeps')}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={apply}>
          {say('prefs_import_apply')}
        </button>
        <button type="button" onClick={leave}>
          {say('sites_cancel')}
        </button>
      </div>
    </div>
  );
}
