import { useId, useRef, useState } from 'preact/hooks';
import type { PopupView } from '../../messaging/protocol.ts';
import { later } from '../ui/later.tsx';
import { language, say } from '../ui/words.ts';
import { Exceptions } from './exceptions.tsx';
import { Links } from './links.tsx';

const Complaints = later(async () => (await import('./complaints.tsx')).Complaints);

const TABS = ['links', 'complaints', 'exceptions'] as const;

type Tab = (typeof TABS)[number];

interface Props {
  readonly view: PopupView;
  readonly changed: () => Promise<void>;
}

/** Three lists in one place: links in view, complaints, exceptions. Arrow keys move between them. */
export function Lists({ view, changed }: Props) {
  const [chosen, setChosen] = useState<Tab>('links');
  const id = useId();
  const buttons = useRef(new Map<Tab, HTMLButtonElement>());
  const { format } = new Intl.NumberFormat(language());
  const counts: Readonly<Record<Tab, string>> = {
    links: `${format(view.page?.links.length ?? 0)}${view.page?.hasMoreLinks ? '+' : ''}`,
    complaints: format(view.complaints.length),
    exceptions: format(view.exceptions.length),
  };

  function move(event: KeyboardEvent) {
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
    if (step === undefined) return;
    const next = TABS[(TABS.indexOf(chosen) + step + TABS.length) % TABS.length] ?? chosen;
    setChosen(next);
    buttons.current.get(next)?.focus();
    event.preventDefault();
  }

  return (
    <section class="lists">
      <div role="tablist" class="tabs" onKeyDown={move}>
        {TABS.map((tab) => (
          <button
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            aria-controls={`${id}-panel`}
            aria-selected={tab === chosen}
            tabIndex={tab === chosen ? 0 : -1}
            ref={(button) => {
              if (button) buttons.current.set(tab, button);
            }}
            onClick={() => setChosen(tab)}
          >
            {say(`tab_${tab}`)} <span class="count">{counts[tab]}</span>
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        <Panel tab={chosen} view={view} changed={changed} />
      </div>
    </section>
  );
}

function Panel({ tab, view, changed }: Props & { tab: Tab }) {
  switch (tab) {
    case 'links':
      return (
        <Links
          page={view.page}
          rulesetVersion={view.protection.ruleset?.version ?? 0}
          complaining={view.complaining}
          changed={changed}
        />
      );
    case 'complaints':
      return <Complaints complaints={view.complaints} notifies={view.notifies} changed={changed} />;
    case 'exceptions':
      return <Exceptions exceptions={view.exceptions} changed={changed} />;
  }
}
