/** The demo chat that comes with the project, in `demo/`. */
import { defineSite } from './define-site.ts';

export const demo = defineSite({
  id: 'demo',
  name: { en: 'Demo chat', zh: '演示聊天', zhTW: '示範聊天' },
  hosts: ['localhost', '127.0.0.1'],
  fingerprint: '[data-demo-chat]',
  list: '[role="log"][data-conversation-kind]',
  message: '[data-message]',
  messageId: 'data-message',
  own: '[data-message].mine',
  other: '[data-message]:not(.mine)',
  composer: '#composer',
  clues: [
    {
      at: 'around-attribute',
      selector: '[data-conversation-kind]',
      attribute: 'data-conversation-kind',
      is: { direct: 'direct', group: 'group', channel: 'channel', bot: 'bot', self: 'self' },
    },
  ],
  certainty: 'sure',
  lastVerified: '2026-11-20',
  tryOn: ['http://localhost:8788/', 'http://127.0.0.1:8788/'],
});
