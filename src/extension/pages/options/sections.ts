/** The sections of the page, in their order; each stands at an address of its own. */
import type { IconName } from '../ui/icon-paths.ts';
import type { WordKey } from '../ui/words.ts';

export const SECTIONS = [
  { id: 'preferences', title: 'options_preferences', icon: 'choices' },
  { id: 'try', title: 'options_try', icon: 'search' },
  { id: 'exceptions', title: 'options_exceptions', icon: 'undo' },
  { id: 'complaints', title: 'options_complaints', icon: 'speak' },
  { id: 'privacy', title: 'options_privacy', icon: 'shield' },
  { id: 'sites', title: 'options_sites', icon: 'chat' },
  { id: 'sources', title: 'options_sources', icon: 'server' },
  { id: 'diagnostics', title: 'options_diagnostics', icon: 'pulse' },
  { id: 'about', title: 'options_about', icon: 'about' },
] as const satisfies readonly { id: string; title: WordKey; icon: IconName }[];

export type SectionId = (typeof SECTIONS)[number]['id'];

/** `fragment` as in an address, with its `#`; what names no section is the first. */
export function sectionAt(fragment: string): SectionId {
  return SECTIONS.find(({ id }) => fragment === `#${id}`)?.id ?? 'preferences';
}
