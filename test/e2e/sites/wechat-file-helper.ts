import { all, type SiteCase } from './site-case.ts';

const FIRST = all('self sure', { lamp: 'unknown; no id', mine: 'own; no id' });

function link(text: string, address: string): string {
  return `<a href="${address}" target="_blank">${text}</a>`;
}

export const wechatFileHelper: SiteCase = {
  site: 'wechat-file-helper',
  at: 'https://filehelper.weixin.qq.com/',
  page: 'self sure',
  links: { ...FIRST, ...all('self sure', { bad: 'unknown; no id' }) },
  stopped: ['bad'],
  leads: { lamp: 'https://shop.example/lamp', mine: 'https://shop.example/mine' },
  secret: 'secret',
  draft: 'textarea',
  steps: [
    {
      chat: ['append', { isMine: true, html: link('new', 'https://new.example/') }],
      page: 'self sure',
      links: { ...FIRST, ...all('self sure', { bad: 'unknown; no id', new: 'own; no id' }) },
    },
    {
      chat: ['edit', '1', { html: link('changed', 'https://changed.example/') }],
      page: 'self sure',
      links: all('self sure', {
        lamp: 'unknown; no id',
        changed: 'own; no id',
        bad: 'unknown; no id',
        new: 'own; no id',
      }),
    },
    { chat: ['recycle'], page: 'self sure', links: all('self sure', { old: 'own; no id' }) },
  ],
};
