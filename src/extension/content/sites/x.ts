/**
 * Messages on X, the old ones and X Chat, which may stand in a shadow root. Its links are all
 * `t.co`, which does not carry where it leads. Not known: who wrote a message (only layout tells),
 * and which conversation the drawer over other pages shows.
 */
import { defineSite } from './define-site.ts';

export const x = defineSite({
  id: 'x',
  name: { en: 'X', zh: 'X' },
  hosts: ['x.com', 'twitter.com', 'mobile.x.com'],
  paths: ['/i/chat*', '/messages*'],
  mayOverlay: true,
  fingerprint: [
    '[data-testid="xchatEmbedRoute"]',
    '[data-testid="dm-conversation-panel"]',
    '[data-testid="dm-message-list"]',
    '[data-testid="DmActivityViewport"]',
    '[data-testid="DmScrollerContainer"]',
  ].join(),
  list: [
    '[data-testid="dm-message-list"]',
    '[data-testid="dm-message-scroller"]',
    '[data-testid="DmActivityViewport"]',
    '[data-testid="DmScrollerContainer"]',
  ].join(),
  message: [
    '[data-testid^="message-"]:not([data-testid^="message-text-"])',
    '[data-testid="messageEntry"]',
    // A card stands beside its bubble.
    '[style*="grid-area: content"]:not([data-testid^="message-"] *)',
  ].join(),
  messageId: {
    selector: '[data-testid^="message-"]:not([data-testid^="message-text-"])',
    attribute: 'data-testid',
    like: 'message-{}',
  },
  composer: '[data-testid="dm-composer-textarea"],[data-testid="dmComposerTextInput"]',
  clues: [
    { at: 'around', selector: '[data-testid="DMDrawer"]', context: 'unknown' },
    {
      at: 'address',
      is: {
        '/i/chat/g*': 'group',
        '/i/chat/*-*': 'direct',
        '/messages/*-*': 'direct',
        '/messages/*': 'group',
      },
      certainty: 'likely',
      mayBeBot: true,
    },
  ],
  certainty: 'likely',
  lastVerified: '2026-10-06',
  tryOn: ['https://x.com/i/chat', 'https://x.com/messages'],
});
