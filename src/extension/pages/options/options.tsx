import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sendToBackground } from '../../messaging/send.ts';
import { Icon } from '../ui/icon.tsx';
import { knowSites } from '../ui/names.ts';
import { useTitle } from '../ui/use-title.ts';
import { say } from '../ui/words.ts';
import { About } from './about.tsx';
import { ChatSites } from './chat-sites.tsx';
import { Complaints } from './complaints.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { Exceptions } from './exceptions.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { Preferences } from './preferences.tsx';
import { Privacy } from './privacy.tsx';
import { SECTIONS, type SectionId, sectionAt } from './sections.ts';
import { Sources } from './sources.tsx';
import { TryLink } from './try-link.tsx';

const CONTENTS: Readonly<Record<SectionId, ComponentType>> = {
  preferences: Preferences,
  try: TryLink,
  exceptions: Exceptions,
  complaints: Complaints,
  privacy: Privacy,
  sites: ChatSites,
  sources: Sources,
  diagnostics: Diagnostics,
  about: About,
};

/** One section at a time, beside the names of all of them. */
export function Options() {
  useSiteNames();
  const shown = useSection();
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  const title = say(SECTIONS.find(({ id }) => id === shown)?.title ?? 'options_title');
  useTitle(title);
  // Before anything is drawn: nothing that is being typed may lose the keyboard.
  useLayoutEffect(() => {
    // Where the page opens, the keyboard begins at its top.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [shown]);
  const Content = CONTENTS[shown];
  return (
    <div class="options">
      <header>
        <h1>{say('options_title')}</h1>
        <LanguageChoice />
      </header>
      <Navigation shown={shown} />
      <main class={`section section-${shown}`} id={shown}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Content />
      </main>
    </div>
  );
}

function Navigation({ shown }: { shown: SectionId }) {
  const current = useRef<HTMLAnchorElement>(null);
  // On a narrow page the names are wider than it.
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), [shown]);
  return (
    <nav class="sections" aria-label={say('options_sections')}>
      <ul>
        {SECTIONS.map(({ id, title, icon }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              ref={id === shown ? current : null}
              aria-current={id === shown ? 'page' : undefined}
            >
              <Icon name={icon} />
              {say(title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Drawn again once they are there. */
function useSiteNames(): void {
  const [, draw] = useState<unknown>();
  useEffect(() => {
    const know = async () => {
      knowSites(await sendToBackground('sites.names'));
      draw({});
    };
    // Every part tells by itself that nobody answers.
    void know().catch(() => undefined);
  }, []);
}

function useSection(): SectionId {
  const [shown, setShown] = useState(sectionAt(location.hash));
  useEffect(() => {
    const follow = () => setShown(sectionAt(location.hash));
    addEventListener('hashchange', follow);
    // The address may have changed since the page was first drawn.
    follow();
    return () => removeEventListener('hashchange', follow);
  }, []);
  return shown;
}
