import { describe, expect, test, vi } from 'vitest';
import { makeFakeBrowser } from '../background/fake-browser.ts';

const fake = makeFakeBrowser();
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
const { sendToBackground, sendToTab } = await import('../../../src/extension/messaging/send.ts');

/** Answers, or fails, one after the other. */
function background(...outcomes: readonly unknown[]): unknown[] {
  const sent: unknown[] = [];
  fake.browser.runtime.sendMessage = async (message) => {
    const outcome = outcomes[sent.length];
    sent.push(message);
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return sent;
}

const ASLEEP = new Error('Could not establish connection. Receiving end does not exist.');
const KILLED = new Error('The message port closed before a response was received.');

describe('sendToBackground', () => {
  test('sends the name and input of a page, and opens the reply', async () => {
    const sent = background({ ok: true, value: [] });
    expect(await sendToBackground('complaints.list')).toEqual([]);
    expect(sent).toEqual([{ protocol: 'page', name: 'complaints.list', input: undefined }]);
  });

  test.each([ASLEEP, KILLED])('tries once more: %s', async (error) => {
    const sent = background(error, { ok: true, value: [] });
    expect(await sendToBackground('complaints.list')).toEqual([]);
    expect(sent).toHaveLength(2);
  });

  test('does not try a third time', async () => {
    const sent = background(ASLEEP, ASLEEP, { ok: true, value: [] });
    await expect(sendToBackground('complaints.list')).rejects.toThrow('Receiving end');
    expect(sent).toHaveLength(2);
  });

  test('does not repeat what failed for another reason', async () => {
    const sent = background(new Error('Extension context invalidated.'));
    await expect(sendToBackground('gate.leave')).rejects.toThrow('invalidated');
    expect(sent).toHaveLength(1);
  });

  test('throws the code of a refusal', async () => {
    background({ ok: false, code: 'may-not-proceed', message: 'no' });
    await expect(sendToBackground('gate.proceed', { remember: undefined })).rejects.toMatchObject({
      code: 'may-not-proceed',
    });
  });

  test('takes anything but a reply for no answer', async () => {
    background('rubbish');
    await expect(sendToBackground('gate.view')).rejects.toMatchObject({ code: 'no-answer' });
  });
});

describe('sendToTab', () => {
  test('gives what the page tells', async () => {
    fake.tabs.answer = () => ({ ok: true, value: { site: 'demo' } });
    expect(await sendToTab(5, 'page.describe', { limit: 100 })).toEqual({ site: 'demo' });
    const message = { protocol: 'background', name: 'page.describe', input: undefined };
    expect(fake.tabs.sent).toEqual([{ tabId: 5, message }]);
  });

  test('does not wait for a page that is silent', async () => {
    fake.tabs.answer = () => new Promise(() => undefined);
    await expect(sendToTab(5, 'page.describe', { limit: 5 })).rejects.toMatchObject({
      code: 'no-answer',
    });
  });
});
