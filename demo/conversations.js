/**
 * Who talks to whom, and what has been said. Every conversation shows a few kinds of link; a text
 * is a list of words and of links whose text differs from their address.
 */
export const PEOPLE = {
  alice: { name: 'Alice', hue: 'teal' },
  bob: { name: 'Lin 林', hue: 'indigo' },
  chen: { name: 'Chen 陈', hue: 'amber' },
  mei: { name: 'Mei 梅', hue: 'rose' },
  omar: { name: 'Omar', hue: 'green' },
  kite: { name: 'Kite Daily 风筝日报', hue: 'sky' },
};

const TAOBAO =
  'https://item.taobao.com/item.htm?id=652874751412&spm=a2141.241046-us.0.0&ut_sk=1.demo_21380790_1760000000000.Copy.1&sourceType=item';

/** The seventh letter from the left of the host is a Cyrillic one. */
const LOOK_ALIKE = 'https://www.t\u0430obao.com/';

export const CONVERSATIONS = [
  {
    id: 'market',
    kind: 'group',
    name: 'Weekend market 周末市集',
    members: ['alice', 'bob', 'chen', 'mei', 'omar'],
    messages: [
      {
        from: 'mei',
        at: '08:02',
        text: ['周六的摊位排好了，大家看一下 https://docs.example.org/market/plan'],
      },
      { from: 'chen', at: '08:05', text: ['帐篷我买这个：', TAOBAO] },
      {
        from: 'omar',
        at: '08:31',
        text: ['Last year in two minutes: https://v.douyin.com/demoC3d4/'],
      },
      {
        from: 'omar',
        at: '08:33',
        text: [
          'The bank wants us to confirm the stall fee here: ',
          {
            text: 'www.icbc.com.cn',
            href: 'https://account-check.example/confirm?ref=stall',
          },
        ],
      },
      {
        from: 'chen',
        at: '08:47',
        text: ['有人在群里发这个，别点！https://phishing.link-guard.example/login'],
      },
      {
        from: 'mei',
        at: '08:50',
        text: ['还有“中奖”这个 https://fraud.link-guard.example/prize?share=1'],
      },
      { from: 'bob', at: '09:03', text: ['天气预报 http://t.cn/A6demo01'] },
    ],
  },
  {
    id: 'lin',
    kind: 'direct',
    members: ['alice', 'bob'],
    messages: [
      { from: 'bob', at: '09:12', text: ['早！你上次问的那盏灯，我找到了：', TAOBAO] },
      {
        from: 'alice',
        at: '09:14',
        text: ['Thanks! Is the short link the same one? https://m.tb.cn/h.demo0A1'],
      },
      {
        from: 'bob',
        at: '09:15',
        text: ['对，是同一个。这个短视频讲怎么装 https://v.douyin.com/demoA1b2/'],
      },
      {
        from: 'bob',
        at: '09:21',
        text: [
          '知乎上也有人写过 ',
          'https://link.zhihu.com/?target=https%3A%2F%2Fwww.example.org%2Flamps%3Futm_source%3Dzhihu',
        ],
      },
      {
        from: 'alice',
        at: '09:40',
        text: ['Somebody sent me this as well, looks odd: ', LOOK_ALIKE],
      },
    ],
  },
  {
    id: 'daily',
    kind: 'channel',
    members: ['kite'],
    readers: 12_408,
    messages: [
      {
        from: 'kite',
        at: '07:00',
        text: [
          'Morning news 早报：',
          {
            text: 'City opens forty kilometres of riverside path',
            href: 'https://news.example.com/2026/11/riverside?utm_source=kite&utm_medium=channel',
          },
        ],
      },
      {
        from: 'kite',
        at: '07:01',
        text: ['河边步道今天开放 https://news.example.com/zh/2026/11/riverside'],
      },
      { from: 'kite', at: '12:30', text: ['Lunch talk 午间直播 https://v.douyin.com/demoE5f6/'] },
    ],
  },
  {
    id: 'notes',
    kind: 'self',
    members: [],
    messages: [
      { from: 'me', at: '昨天 Yesterday', text: ['Lamp, size 30 cm ', TAOBAO] },
      { from: 'me', at: '08:15', text: ['read later: https://www.example.org/essays/on-links'] },
    ],
  },
];
