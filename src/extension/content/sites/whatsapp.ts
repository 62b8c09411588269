/**
 * WhatsApp Web. Since April 2026 rows hold the bare id of a message; before, they held the
 * conversation's too. Then only the composer's label tells, in English. Not known: what marks a
 * channel in the newer rows; the label in other languages.
 */
import { defineSite } from './define-site.ts';

export const whatsapp = defineSite({
  id: 'whatsapp',
  name: { en: 'WhatsApp Web', zh: 'WhatsApp 网页版', zhTW: 'WhatsApp 網頁版' },
  hosts: ['web.whatsapp.com'],
  fingerprint: '#main,#pane-side',
  list: [
    '[data-testid="conversation-panel-messages"]',
    '[data-scrolltracepolicy="wa.web.conversation.messages"]',
  ].join(),
  message: '[data-id]',
  messageId: 'data-id',
  own: '.message-out,[data-id^="true_"]',
  other: '.message-in,[data-id^="false_"]',
  quoted: '[data-testid="quoted-message"]',
  // The name after the time in brackets; how the time is written depends on the language.
  sender: { selector: '[data-pre-plain-text]', attribute: 'data-pre-plain-text', like: '[*] {}:' },
  conversation: { selector: '[data-testid="conversation-info-header-chat-title"]' },
  clues: [
    {
      at: 'around-attribute',
      selector: '[data-id]',
      attribute: 'data-id',
      // A group's id comes before that of its member who wrote.
      is: {
        '*_*@g.us_*': 'group',
        '*_*@newsletter_*': 'channel',
        '*_*@broadcast_*': 'channel',
        '*_*@bot_*': 'bot',
        '*_*@c.us_*': 'direct',
        '*_*@s.whatsapp.net_*': 'direct',
        '*_*@lid_*': 'direct',
      },
      mayBeBot: true,
    },
    {
      at: 'page-attribute',
      selector: '#main footer [contenteditable="true"]',
      attribute: 'aria-label',
      is: { 'Type a message to group *': 'group', 'Type a message to *': 'direct' },
      certainty: 'likely',
      mayBeBot: true,
    },
  ],
  composer: '#main footer [contenteditable="true"]',
  certainty: 'likely',
  lastVerified: '2026-07-12',
  tryOn: ['https://web.whatsapp.com/'],
});
