/** The portal: for everybody, with or without the extension. */
import type { ComponentChild } from 'preact';
import { Shell } from '../ui/shell.tsx';
import { useView } from '../ui/use-view.ts';
import { say, type WordKey } from '../ui/words.ts';
import { Complain } from './complain.tsx';
import { Equality } from './equality.tsx';
import { Figures } from './figures.tsx';
import { Follow } from './follow.tsx';
import { Log } from './log.tsx';
import { LookUp } from './look-up-view.tsx';
import { Owner } from './owner.tsx';
import { Platforms } from './platforms.tsx';

interface Place {
  readonly way: WordKey;
  readonly title: WordKey;
  readonly show: (argument: string) => ComponentChild;
}

const PLACES: Readonly<Record<string, Place>> = {
  complain: {
    way: 'portal_complain',
    title: 'complain_title',
    show: (argument) => <Complain key={argument} address={decoded(argument)} />,
  },
  follow: {
    way: 'portal_follow',
    title: 'follow_title',
    show: (argument) => <Follow receipt={argument} />,
  },
  'look-up': { way: 'portal_look_up', title: 'look_up_title', show: () => <LookUp /> },
  platforms: {
    way: 'portal_platforms',
    title: 'platforms_title',
    show: (argument) => <Platforms id={argument} />,
  },
  equality: { way: 'portal_equality', title: 'equality_title', show: () => <Equality /> },
  figures: { way: 'portal_figures', title: 'figures_title', show: () => <Figures /> },
  owner: {
    way: 'portal_owner',
    title: 'owner_title',
    show: (argument) => <Owner claim={argument} />,
  },
  log: { way: 'portal_log', title: 'log_title', show: () => <Log /> },
};

const WAYS = Object.entries(PLACES).map(([view, { way }]) => ({ view, words: say(way) }));

export function Portal() {
  const { name, argument } = useView();
  const view = Object.hasOwn(PLACES, name) ? name : 'complain';
  const place = PLACES[view];
  if (place === undefined) return null;
  return (
    <Shell ways={WAYS} view={view} title={say(place.title)}>
      {place.show(argument)}
    </Shell>
  );
}

function decoded(argument: string): string {
  try {
    return decodeURIComponent(argument);
  } catch {
    // An address that somebody typed by hand: it is worth nothing.
    return '';
  }
}
