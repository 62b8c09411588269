/**
 * Zulip. Views mix conversations, so each is told by the bar above its messages: of a channel, or
 * of people, whose ids stand in its link. Not known: whose messages are one's own, and which
 * conversation is with oneself; a bot is told by its icon, where it has written.
 */
import { defineSite } from './define-site.ts';

const PEOPLE = '>.message_header_private_message';
/** `#narrow/dm/12,15-group`; of one person it is an id and a name, where spaces are hyphens. */
const SEVERAL = `${PEOPLE} a[href*=","][href$="-group"]:not([href*=",-"])`;

export const zulip = defineSite({
  id: 'zulip',
  name: { en: 'Zulip', zh: 'Zulip' },
  fingerprint: '#message_feed_container,.recipient_row .message_row',
  list: '.recipient_row',
  message: '.message_row',
  messageId: 'data-message-id',
  exclude: '.message_time,.message_controls,.message_reactions',
  composer: '#compose-textarea,.message_edit_content',
  clues: [
    { at: 'around', selector: '.recipient_row:has(>.message_header_stream)', context: 'channel' },
    { at: 'around', selector: `.recipient_row:has(${SEVERAL})`, context: 'group' },
    {
      at: 'around',
      selector: `.recipient_row:has(${PEOPLE} a):not(:has(${SEVERAL}))`,
      context: 'direct',
      mayBeBot: true,
    },
    {
      at: 'around',
      selector: `.recipient_row:has(${PEOPLE}):has(.message_sender .zulip-icon-bot)`,
      context: 'bot',
      certainty: 'likely',
    },
  ],
  certainty: 'sure',
  lastVerified: '2026-11-20',
  tryOn: ['https://chat.zulip.org/'],
});
