/**
 * Zalo. The chosen row of the sidebar holds the conversation's id, which begins with `g` for a
 * group. Not known: what tells an official account from a person.
 */
import { defineSite } from './define-site.ts';

const CHOSEN = '.selected[anim-data-id],.selected [anim-data-id],[anim-data-id]:has(.selected)';

export const zalo = defineSite({
  id: 'zalo',
  name: { en: 'Zalo', zh: 'Zalo' },
  hosts: ['chat.zalo.me'],
  fingerprint: '#chatView,#messageViewScroll,[data-id="div_TabMsg_ThrdChItem"]',
  list: '#messageViewScroll',
  message: '[id^="bb_msg_id_"]',
  messageId: { selector: '[id^="bb_msg_id_"]', attribute: 'id', like: 'bb_msg_id_{}' },
  own: '.chat-message.me,.chat-item.me,[data-id^="div_SentMsg_"]',
  other: '.chat-message:not(.me),[data-id*="ReceivedMsg_"]',
  sender: { selector: '.message-sender-name-content' },
  conversation: { selector: CHOSEN, attribute: 'anim-data-id' },
  clues: [
    {
      at: 'page-attribute',
      selector: CHOSEN,
      attribute: 'anim-data-id',
      is: { 'g*': 'group', '*': 'direct' },
      certainty: 'likely',
      mayBeBot: true,
    },
    // The row of files that one sends to oneself has no such id.
    {
      at: 'page',
      selector: '.selected[data-id="div_TabMsg_ThrdChFileXFER"]',
      context: 'self',
      certainty: 'likely',
    },
  ],
  composer: '#richInput',
  certainty: 'likely',
  lastVerified: '2026-10-06',
  tryOn: ['https://chat.zalo.me/'],
});
