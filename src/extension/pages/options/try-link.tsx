import type { Ref } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { TriedLink } from '../../messaging/options.ts';
import { sendToBackground } from '../../messaging/send.ts';
import { siteName } from '../ui/names.ts';
import { Caution } from '../ui/notice.tsx';
import { say } from '../ui/words.ts';
import { droppedAddress } from './dropped-address.ts';
import { type NamedSite, nameAmong, useNamedSites } from './named-sites.ts';
import { TriedResult } from './tried-result.tsx';

interface Tried {
  readonly href: string;
  readonly text: string;
  readonly site: string;
}

const NOTHING: Tried = { href: '', text: '', site: '' };

type Outcome =
  | { readonly kind: 'none' | 'asking' | 'failed' }
  | { readonly kind: 'told'; readonly tried: TriedLink; readonly site: string };

/** A link to be tried: pasted, dropped, or handed over from a menu. */
export function TryLink() {
  const [input, setInput] = useState(NOTHING);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const field = useRef<HTMLTextAreaElement>(null);
  const sites = useNamedSites();

  const start = useCallback(async (tried: Tried) => {
    if (tried.href.trim() === '') return;
    setOutcome({ kind: 'asking' });
    try {
      const told = await sendToBackground('link.try', { ...tried, href: tried.href.trim() });
      setOutcome({ kind: 'told', tried: told, site: tried.site });
    } catch {
      // Nothing is said of a link that could not be tried.
      setOutcome({ kind: 'failed' });
    }
  }, []);

  useEffect(() => {
    // What a menu handed over comes from the background: an address of a page could be forged.
    void sendToBackground('link.taken').then(
      (handed) => {
        if (handed === undefined) return;
        setInput(handed);
        // Who asked by the keyboard with no link in hand writes one.
        if (handed.href === '') field.current?.focus();
        void start(handed);
      },
      () => undefined,
    );
  }, [start]);

  function drop(event: DragEvent) {
    const href = event.dataTransfer === null ? undefined : droppedAddress(event.dataTransfer);
    if (href === undefined) return;
    event.preventDefault();
    const dropped = { ...input, href };
    setInput(dropped);
    void start(dropped);
  }

  const chatOf = (id: string) => (id === '' ? undefined : nameAmong(among(sites, id), id));
  return (
    <>
      <p class="lead">{say('try_lead')}</p>
      <form
        class="part try"
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        onSubmit={(event) => {
          event.preventDefault();
          void start(input);
        }}
      >
        <Fields input={input} sites={sites} change={setInput} field={field} />
        <div class="buttons">
          <button type="submit" class="primary" disabled={outcome.kind === 'asking'}>
            {say('try_start')}
          </button>
        </div>
      </form>
      <div role="status">
        {outcome.kind === 'asking' ? <p class="empty note">{say('loading')}</p> : null}
        {outcome.kind === 'failed' ? <Caution>{say('try_failed')}</Caution> : null}
      </div>
      {outcome.kind === 'told' ? (
        <TriedResult key={outcome.tried.at} tried={outcome.tried} chat={chatOf(outcome.site)} />
      ) : null}
    </>
  );
}

interface FieldsProps {
  readonly input: Tried;
  readonly sites: readonly NamedSite[];
  readonly change: (input: Tried) => void;
  readonly field: Ref<HTMLTextAreaElement>;
}

/** The site of a link that was handed over is always among them. */
function among(sites: readonly NamedSite[], id: string): readonly NamedSite[] {
  const isThere = id === '' || sites.some((site) => site.id === id);
  return isThere ? sites : [...sites, { id, name: siteName(id) }];
}

function Fields({ input, sites, change, field }: FieldsProps) {
  return (
    <>
      <p class="field">
        <label for="try-address">{say('try_address')}</label>
        <textarea
          id="try-address"
          ref={field}
          rows={2}
          dir="ltr"
          spellcheck={false}
          maxLength={16_384}
          placeholder={say('try_placeholder')}
          value={input.href}
          onInput={({ currentTarget }) => change({ ...input, href: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      </p>
      <div class="side-by-side">
        <p class="field">
          <label for="try-text">{say('try_text')}</label>
          <input
            id="try-text"
            type="text"
            maxLength={512}
            value={input.text}
            onInput={({ currentTarget }) => change({ ...input, text: currentTarget.value })}
          />
        </p>
        <p class="field">
          <label for="try-site">{say('try_site')}</label>
          <select
            id="try-site"
            value={input.site}
            onChange={({ currentTarget }) => change({ ...input, site: currentTarget.value })}
          >
            <option value="">{say('prefs_any_site')}</option>
            {among(sites, input.site).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </p>
      </div>
    </>
  );
}
