/**
 * Rocket.Chat. A conversation of two has both people's ids, one after the other, in its address;
 * one of several has an id of its own, and a balloon in its header. Not known: which conversation
 * with oneself is, and whether the other one is a bot, but for the one that comes with the server.
 */
import { defineSite } from './define-site.ts';

const TWO_PEOPLE = '?'.repeat(34);

export const rocketChat = defineSite({
  id: 'rocket-chat',
  name: { en: 'Rocket.Chat', zh: 'Rocket.Chat' },
  fingerprint: '[data-mid][data-own],.rcx-room-header',
  // A message's own mark tells enough; a thread opens beside its room.
  list: 'main,[id^="chat-window-"],aside',
  message: '[data-mid][data-own]',
  messageId: 'data-mid',
  own: '[data-own="true"]',
  other: '[data-own="false"]',
  exclude: '[role="toolbar"]',
  composer: '[name="msg"]',
  clues: [
    { at: 'page', selector: '.rcx-room-header .rcx-icon--name-balloon', context: 'group' },
    {
      at: 'address',
      is: {
        '*/direct/*rocket.cat*': 'bot',
        '*/channel/*': 'channel',
        '*/group/*': 'group',
      },
    },
    {
      at: 'address',
      is: {
        [`*/direct/${TWO_PEOPLE}`]: 'direct',
        [`*/direct/${TWO_PEOPLE}/*`]: 'direct',
        // A visitor of a web site and who answers.
        '*/live/*': 'direct',
      },
      certainty: 'likely',
      mayBeBot: true,
    },
  ],
  certainty: 'sure',
  lastVerified: '2026-11-20',
  tryOn: ['https://open.rocket.chat/'],
});
