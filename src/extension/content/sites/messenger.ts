/**
 * Messenger, on its own host and in Facebook's pages. Its links are wrapped. Nothing but words in
 * the person's language tells who wrote and of which kind the conversation is. Not known: those
 * words but for the English ones; "titled" may also be a sale between two. Two others prove a
 * group.
 */
import { defineSite } from './define-site.ts';

export const messenger = defineSite({
  id: 'messenger',
  name: { en: 'Messenger', zh: 'Messenger' },
  hosts: ['www.messenger.com', 'www.facebook.com', 'web.facebook.com'],
  paths: ['/messages*', '/t/*', '/e2ee/*'],
  mayOverlay: true,
  fingerprint: '[role="log"] [data-message-id][data-scope="messages_table"]',
  list: '[role="log"]',
  message: '[data-message-id][data-scope="messages_table"]',
  messageId: 'data-message-id',
  quoted: '[data-message-id] span[aria-hidden="true"]',
  sender: {
    selector: '[aria-label^="Enter, Message sent "]',
    attribute: 'aria-label',
    like: 'Enter, Message sent * by {}: *',
  },
  you: ['You'],
  exclude: '[role="toolbar"]',
  composer: '[role="textbox"]',
  clues: [
    {
      at: 'around-attribute',
      selector: '[role="log"][aria-label]',
      attribute: 'aria-label',
      is: {
        'Messages in conversation with *': 'direct',
        'Messages in conversation titled * · *': 'unknown',
        'Messages in conversation titled *': 'group',
      },
      certainty: 'hint',
      mayBeBot: true,
    },
  ],
  wrappers: ['/l.php', '/flx/warn/*'],
  certainty: 'likely',
  lastVerified: '2026-07-12',
  tryOn: ['https://www.messenger.com/', 'https://www.facebook.com/messages/'],
});
