/** What every view stands in: the name, the ways to the other views, the language, the heading. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LANGUAGES } from '../words/languages.ts';
import { language, say } from './words.ts';

export interface Way {
  readonly view: string;
  readonly words: string;
}

export interface ShellProps {
  readonly ways: readonly Way[];
  readonly view: string;
  readonly title: string;
  /** Beside the ways: who is signed in. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Shell({ ways, view, title, aside, children }: ShellProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${title} · ${say('name')}`;
    // A page that was just opened leaves the keyboard where the person expects it.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [title]);
  return (
    <>
      <button type="button" class="skip" onClick={() => heading.current?.focus()}>
        {say('skip')}
      </button>
      <header class="top">
        <p class="name">
          <span class="shield" aria-hidden="true" />
          {say('name')}
        </p>
        <nav aria-label={say('ways')}>
          <ul>
            {ways.map((way) => (
              <li>
                <a href={`#${way.view}`} aria-current={way.view === view ? 'page' : undefined}>
                  {way.words}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="aside">
          {aside}
          <LanguageChoice />
        </div>
      </header>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
    </>
  );
}

/** Links to the same view in the other languages; the fragment stays as it is then. */
function LanguageChoice() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return (
    <>
      {LANGUAGES.filter(({ tag }) => tag !== language).map(({ tag, name }) => (
        <a href={`?lang=${tag}${hash}`} lang={tag} hreflang={tag}>
          {name}
        </a>
      ))}
    </>
  );
}
