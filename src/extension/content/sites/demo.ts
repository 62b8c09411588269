/** The demo chat that comes with the project, in `demo/`. */
import { defineSite } from './define-site.ts';

export const demo = defineSite({
  id: 'demo',
  hosts: ['localhost', '127.0.0.1', '[::1]'],
  fingerprint: '[data-demo-chat]',
  list: '[role="log"][data-conversation-kind]',
  message: '[data-message]',
  exclude: '',
  context: [
    { selector: '[data-conversation-kind="direct"]', context: 'direct' },
    { selector: '[data-conversation-kind="group"]', context: 'group' },
    { selector: '[data-conversation-kind="channel"]', context: 'channel' },
    { selector: '[data-conversation-kind="bot"]', context: 'bot' },
    { selector: '[data-conversation-kind="self"]', context: 'self' },
  ],
  evidenceAttributes: ['data-conversation-kind'],
  lastVerified: '2026-11-20',
  tryOn: ['http://localhost:8788/', 'http://127.0.0.1:8788/'],
});
