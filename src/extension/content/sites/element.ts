/**
 * Element, a Matrix client. Its header shows a pile of faces in every room that is not marked as
 * one to one. Not known: whether the other one is a bot; such a mark may also stand on a room of
 * three, which two other senders prove. A public room is a group like any other.
 */
import { defineSite } from './define-site.ts';

export const element = defineSite({
  id: 'element',
  name: { en: 'Element', zh: 'Element' },
  fingerprint: '.mx_MatrixChat',
  list: '.mx_RoomView_MessageList,.mx_PinnedMessagesCard',
  message: '.mx_EventTile,.mx_PinnedEventTile',
  messageId: 'data-event-id',
  own: '.mx_EventTile[data-self="true"]',
  other: '.mx_EventTile[data-self="false"]',
  quoted: '.mx_ReplyChain',
  sender: { selector: '.mx_EventTile_avatar [title^="@"]', attribute: 'title' },
  // Pills and times lead to people and messages inside the app.
  exclude: '.mx_Pill,.mx_MessageTimestamp,a:has(>.mx_MessageTimestamp),.mx_MessageActionBar',
  composer: '.mx_BasicMessageComposer_input',
  clues: [
    // Of all rooms, where that was asked for.
    { at: 'around', selector: '.mx_RoomView_searchResultsPanel', context: 'unknown' },
    { at: 'around', selector: '.mx_NotificationPanel', context: 'unknown' },
    { at: 'page', selector: '.mx_RoomHeader .mx_RoomHeader_members', context: 'group' },
    {
      at: 'page',
      selector: '.mx_RoomHeader:not(:has(.mx_RoomHeader_members))',
      context: 'direct',
      certainty: 'likely',
      mayBeBot: true,
    },
  ],
  certainty: 'sure',
  lastVerified: '2026-11-20',
  tryOn: ['https://app.element.io/'],
});
