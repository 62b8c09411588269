import { describe, expect, test } from 'vitest';
import type { SeenLink } from '../../../../src/extension/messaging/protocol.ts';
import { keyed } from '../../../../src/extension/pages/popup/keyed.ts';

const seen = (href: string, action: SeenLink['action'] = 'open'): SeenLink => ({
  href,
  text: 'here',
  context: 'group',
  certainty: 'sure',
  mayBeBot: false,
  direction: 'unknown',
  message: '',
  isText: false,
  action,
  reason: undefined,
});

const keysOf = (...links: readonly SeenLink[]) => keyed(links).map(({ key }) => key);

describe('keyed', () => {
  test('tells links that are alike apart', () => {
    expect(new Set(keysOf(seen('https://a.example/'), seen('https://a.example/'))).size).toBe(2);
  });

  test('a link keeps its key when another comes before it', () => {
    const [alone] = keysOf(seen('https://a.example/'));
    expect(keysOf(seen('https://b.example/'), seen('https://a.example/'))[1]).toBe(alone);
  });

  test('a link keeps its key when its action changes', () => {
    expect(keysOf(seen('https://a.example/', 'pending'))).toEqual(
      keysOf(seen('https://a.example/', 'block')),
    );
  });
});
