/**
 * The demo chat: conversations on the left, one on the right. Two tabs (`?as=alice`, `?as=bob`) are
 * two people and hear each other over a BroadcastChannel; nothing leaves the browser.
 */
import { CONVERSATIONS, PEOPLE } from './conversations.js';
import { language, translatePage, word } from './words.js';

const wanted = new URL(location.href).searchParams.get('as');
const me = wanted === 'bob' ? 'bob' : 'alice';
const sent = new Map();
const channel = new BroadcastChannel('kite-chat');
const log = document.querySelector('#log');
const composer = document.querySelector('#composer');
let current = CONVERSATIONS[0];

const ADDRESS = /https?:\/\/[^\s，。！？、）”]+/g;

function nameOf(conversation) {
  if (conversation.name !== undefined) {
    return conversation.name;
  }
  if (conversation.kind === 'self') {
    return language === 'zh' ? '给自己的备忘' : 'Notes to self';
  }
  const other = conversation.members.find((member) => member !== me) ?? me;
  return PEOPLE[other].name;
}

function faceOf(conversation) {
  const other = conversation.members.find((member) => member !== me);
  return { hue: PEOPLE[conversation.kind === 'self' ? me : other].hue, name: nameOf(conversation) };
}

function subtitleOf({ kind, members, readers }) {
  const count = kind === 'channel' ? readers.toLocaleString(language) : members.length;
  return word(kind, count);
}

function make(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

function makeFace({ name, hue }, className = 'face') {
  const face = make('span', className, [...name][0]);
  face.dataset.hue = hue;
  face.ariaHidden = 'true';
  return face;
}

function makeLink(text, href) {
  const link = make('a', '', text);
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener';
  return link;
}

/** Addresses in plain text become links, the words between stay words. */
function linkify(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(text.slice(end, match.index), makeLink(match[0], match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

function makeMessage(message, index) {
  const from = message.from === 'me' ? me : message.from;
  const isMine = from === me;
  const parts = message.text.flatMap((part) =>
    typeof part === 'string' ? linkify(part) : [makeLink(part.text, part.href)],
  );
  const author = make('h3', 'author', isMine ? word('you') : PEOPLE[from].name);
  const time = make('span', 'time', message.at);
  const bubble = make('div', 'bubble', author, make('p', 'text', ...parts), time);
  const article = make(
    'article',
    isMine ? 'message mine' : 'message',
    makeFace(PEOPLE[from]),
    bubble,
  );
  article.dataset.message = message.id ?? `${current.id}-${index}`;
  return article;
}

function messagesOf(conversation) {
  const live = [...sent.values()].filter(({ conversation: id }) => id === conversation.id);
  return [...conversation.messages, ...live];
}

function showConversation(conversation) {
  current = conversation;
  const readOnly = conversation.kind === 'channel';
  document.querySelector('#title').textContent = nameOf(conversation);
  document.querySelector('#subtitle').textContent = subtitleOf(conversation);
  document.querySelector('#face').replaceWith(withId(makeFace(faceOf(conversation)), 'face'));
  document.querySelector('#composer-form').hidden = readOnly;
  document.querySelector('#read-only').hidden = !readOnly;
  log.dataset.conversationKind = conversation.kind;
  log.dataset.conversationId = conversation.id;
  const day = make('p', 'day', word('today'));
  log.replaceChildren(make('div', 'messages', day, ...messagesOf(conversation).map(makeMessage)));
  log.scrollTop = 0;
  showConversations();
}

function withId(element, id) {
  element.id = id;
  return element;
}

function previewOf(conversation) {
  const last = messagesOf(conversation).at(-1);
  return last.text.map((part) => (typeof part === 'string' ? part : part.text)).join(' ');
}

function showConversations() {
  const rows = CONVERSATIONS.map((conversation) => {
    const lines = make(
      'span',
      'lines',
      make('span', 'name', nameOf(conversation)),
      make('span', 'preview', previewOf(conversation)),
    );
    const button = make('button', 'row', makeFace(faceOf(conversation)), lines);
    button.type = 'button';
    button.dataset.open = conversation.id;
    button.ariaCurrent = String(conversation === current);
    button.addEventListener('click', () => {
      document.body.dataset.view = 'conversation';
      showConversation(conversation);
    });
    return make('li', '', button);
  });
  const focused = document.activeElement?.dataset?.open;
  const list = document.querySelector('#conversations');
  list.replaceChildren(...rows);
  list.querySelector(`[data-open="${focused}"]`)?.focus();
}

/** Notes stay with the person who wrote them; in a group everybody hears everything. */
function receive(message) {
  const conversation = CONVERSATIONS.find(({ id }) => id === message.conversation);
  const isPrivate = conversation?.kind === 'self' && message.from !== me;
  if (conversation === undefined || isPrivate || sent.has(message.id)) {
    return;
  }
  sent.set(message.id, message);
  if (conversation === current) {
    log.firstElementChild.append(makeMessage(message));
    log.scrollTop = 0;
  }
  showConversations();
}

function send() {
  const text = composer.value.trim();
  if (text === '') {
    return;
  }
  const at = new Date().toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const message = {
    id: crypto.randomUUID(),
    conversation: current.id,
    from: me,
    at,
    text: [text],
  };
  composer.value = '';
  receive(message);
  channel.postMessage({ message });
}

channel.addEventListener('message', ({ data }) => {
  if (data.message !== undefined) {
    receive(data.message);
  } else {
    // Somebody has just arrived: tell them what was said before.
    for (const message of sent.values()) {
      channel.postMessage({ message });
    }
  }
});

document.querySelector('#composer-form').addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
composer.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});
document.querySelector('#back').addEventListener('click', () => {
  document.body.dataset.view = 'conversations';
});

translatePage();
document.querySelector('#account').textContent = word('signedInAs', PEOPLE[me].name);
const asked = new URL(location.href).searchParams.get('in');
const first = CONVERSATIONS.find(({ id }) => id === asked);
document.body.dataset.view = first === undefined ? 'conversations' : 'conversation';
showConversation(first ?? CONVERSATIONS[0]);
channel.postMessage({ hello: me });
