/**
 * Direct messages on Instagram. No mark of a message is known; it is thought to share Messenger's
 * engine, and what looks like its log is read as one. Not known: the kind of a conversation, who
 * wrote a message, and its id. Links are wrapped.
 */
import { defineSite } from './define-site.ts';

export const instagram = defineSite({
  id: 'instagram',
  name: { en: 'Instagram', zh: 'Instagram' },
  hosts: ['www.instagram.com'],
  paths: ['/direct/*'],
  fingerprint: '[role="log"],[data-scope="messages_table"]',
  list: '[role="log"],[data-scope="messages_table"]',
  quoted: '[data-message-id] span[aria-hidden="true"]',
  exclude: '[role="toolbar"],nav,header',
  composer: '[role="textbox"]',
  wrappers: ['/linkshim*'],
  certainty: 'hint',
  lastVerified: '2026-07-12',
  tryOn: ['https://www.instagram.com/direct/inbox/'],
});
