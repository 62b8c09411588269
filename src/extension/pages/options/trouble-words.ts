/** What a code of the background says, in words: figures stay, and a code without words as it is. */
import type { SelfTestStep } from '../../messaging/options.ts';
import { say, type WordKey } from '../ui/words.ts';

const WORDS: Readonly<Record<string, WordKey>> = {
  unreachable: 'trouble_unreachable',
  'not-the-service': 'trouble_not_the_service',
  'too-large': 'trouble_too_large',
  'service-changed': 'trouble_service_changed',
  'local-only': 'privacy_local_only',
  expired: 'trouble_expired',
  superseded: 'trouble_superseded',
  keys: 'trouble_keys',
  clock: 'trouble_clock',
};

export function troubleWords(code: string): string {
  const [, status] = /^status-(\d+)$/.exec(code) ?? [];
  if (status !== undefined) return say('trouble_status', status);
  const key = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  return key === undefined ? code : say(key);
}

/** Codes and figures, separated by spaces. */
export function detailWords({ detail }: Pick<SelfTestStep, 'detail'>): string {
  return detail.split(' ').map(troubleWords).join(' ');
}
