/** The demo chat's own words, in the language of the browser. */
const WORDS = {
  en: {
    conversations: 'Conversations',
    hint: 'A demo chat: people, messages and links are made up.',
    skipToComposer: 'Skip to writing',
    back: 'Back to conversations',
    message: 'Message',
    write: 'Write a message',
    send: 'Send',
    readOnly: 'Only the channel’s editors write here.',
    signedInAs: 'Signed in as {0}',
    direct: 'One-to-one chat',
    group: 'Group · {0} members',
    channel: 'Channel · {0} readers',
    self: 'Only you can read this',
    today: 'Today',
    you: 'You',
  },
  zh: {
    conversations: '会话',
    hint: '演示聊天：其中的人物、消息和链接均为虚构。',
    skipToComposer: '跳到输入框',
    back: '返回会话列表',
    message: '消息',
    write: '输入消息',
    send: '发送',
    readOnly: '仅频道编辑可以发言。',
    signedInAs: '当前账号：{0}',
    direct: '单聊',
    group: '群聊 · {0} 人',
    channel: '频道 · {0} 位读者',
    self: '只有你能看到',
    today: '今天',
    you: '我',
  },
};

export const language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';

/** @param {string} key @param {...(string | number)} values */
export function word(key, ...values) {
  return WORDS[language][key].replace(/\{(\d)\}/g, (_, index) => String(values[index]));
}

/** Fills in every element that names its word. */
export function translatePage() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll('[data-word-label]')) {
    element.ariaLabel = word(element.dataset.wordLabel);
    element.title = word(element.dataset.wordLabel);
  }
  for (const element of document.querySelectorAll('[data-word-placeholder]')) {
    element.placeholder = word(element.dataset.wordPlaceholder);
  }
}
