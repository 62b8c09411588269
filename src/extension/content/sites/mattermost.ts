/**
 * Mattermost. The address names the conversation of the middle column alone: what stands in the
 * column beside it (a thread, results of a search) may be of another one. Not known: whether the
 * other one is a bot, before it has written; how private a channel is.
 */
import { defineSite } from './define-site.ts';

/** As long as the name that the client gives a group; a person's id is 26 long. */
const GROUP = '?'.repeat(40);
const PERSON = '?'.repeat(26);

export const mattermost = defineSite({
  id: 'mattermost',
  name: { en: 'Mattermost', zh: 'Mattermost' },
  fingerprint: '#postListContent.post-list__content,.post[id^="rhsPost_"],.GlobalThreads',
  list: '#postListContent,#rhsContainer,#searchContainer,.ThreadViewer,.GlobalThreads',
  message: '.post[id^="post_"],.post[id^="rhsPost_"],.post[id^="searchResult_"]',
  messageId: { selector: '.post[id]', attribute: 'id', like: '*_{}' },
  own: '.post.current--user',
  other: '.post:not(.current--user,.post--system)',
  quoted: '.attachment--permalink',
  exclude: '.post__header,.post-menu,.ThreadFooter,.post-reaction-list',
  composer: '#post_textbox,#reply_textbox,#edit_textbox',
  clues: [
    { at: 'around', selector: '#rhsContainer', context: 'unknown' },
    { at: 'around', selector: '#searchContainer', context: 'unknown' },
    { at: 'around', selector: '.GlobalThreads', context: 'unknown' },
    {
      at: 'address',
      is: {
        '/*/messages/*@*': 'direct',
        [`/*/messages/${PERSON}`]: 'direct',
        [`/*/messages/${GROUP}`]: 'group',
        [`/*/messages/${GROUP}/*`]: 'group',
        '/*/channels/*': 'channel',
      },
      mayBeBot: true,
    },
    { at: 'around', selector: '.post--bot', context: 'bot', certainty: 'likely' },
  ],
  certainty: 'sure',
  lastVerified: '2026-11-20',
  tryOn: ['https://community.mattermost.com/'],
});
