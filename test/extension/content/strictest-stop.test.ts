import { describe, expect, test } from 'vitest';
import { strictestStop } from '../../../src/extension/content/strictest-stop.ts';
import type { LinkOrder } from '../../../src/extension/messaging/protocol.ts';

function order(action: LinkOrder['action'], key = 'reason_category'): LinkOrder {
  return { action, href: '', reason: { key, substitutions: [] }, says: ['', `why ${key}`] };
}

describe('strictestStop', () => {
  test('is the first of the strictest', () => {
    const orders = [order('ask'), undefined, order('block', 'a'), order('warn'), order('block')];
    expect(strictestStop(orders)).toEqual({
      index: 2,
      action: 'block',
      reason: 'why a',
    });
  });

  test.each([
    ['nothing was asked', []],
    ['nobody answered', [undefined]],
    ['all may open', [order('open'), order('open')]],
    ['only the writer chose so', [order('ask', 'reason_own_choice')]],
  ])('is none when %s', (_, orders) => {
    expect(strictestStop(orders)).toBeUndefined();
  });

  test('passes over the writer’s own choice for what is stopped for others too', () => {
    expect(strictestStop([order('block', 'reason_own_choice'), order('ask')])).toMatchObject({
      index: 1,
    });
  });
});
