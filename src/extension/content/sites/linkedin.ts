/**
 * LinkedIn's messages, on their own page and in the boxes over every other one, several at once.
 * Its links are wrapped on its own host. Not known: a mark of groups, so they are told by two
 * other senders alone; advertisements look like one person.
 */
import { defineSite } from './define-site.ts';

const BOX = ':is(.msg-overlay-conversation-bubble,.msg-convo-wrapper,.msg-thread)';

export const linkedin = defineSite({
  id: 'linkedin',
  name: { en: 'LinkedIn', zh: '领英' },
  hosts: ['www.linkedin.com'],
  paths: ['/messaging*'],
  mayOverlay: true,
  fingerprint: '.msg-s-message-list,.msg-s-message-list-content',
  list: '.msg-s-message-list-content',
  message: '.msg-s-event-listitem',
  messageId: 'data-event-urn',
  own: '.msg-s-event-listitem:not(.msg-s-event-listitem--other)',
  other: '.msg-s-event-listitem--other',
  sender: { selector: '.msg-s-message-group__name' },
  exclude: '.msg-s-message-group__meta,.msg-s-event-listitem__profile-picture',
  composer: '.msg-form__contenteditable',
  clues: [
    {
      at: 'around',
      selector: `${BOX}:has(.msg-thread__link-to-profile)`,
      context: 'direct',
      certainty: 'hint',
      mayBeBot: true,
    },
  ],
  wrappers: ['/safety/go', '/safety/go/', '/redir/*'],
  certainty: 'likely',
  lastVerified: '2026-09-29',
  tryOn: ['https://www.linkedin.com/messaging/'],
});
