/** Links by which a person sees what a choice does: data alone, never opened and never looked up. */
import type { Listing } from '../../../policy/index.ts';

export interface Sample {
  readonly id: 'shop' | 'short-video' | 'news' | 'shortener' | 'listed';
  readonly address: string;
  /** What is taken to be known of it. */
  readonly listing: Listing;
}

const source = { via: 'ruleset', rulesetVersion: 0 } as const;
const notListed: Listing = { kind: 'not-listed', source };

export const SAMPLES: readonly Sample[] = [
  {
    id: 'shop',
    address: 'https://item.taobao.com/item.htm?id=600000000000',
    listing: notListed,
  },
  {
    id: 'short-video',
    address: 'https://www.douyin.com/video/7000000000000000000',
    listing: notListed,
  },
  { id: 'news', address: 'https://www.bbc.com/news/world', listing: notListed },
  { id: 'shortener', address: 'https://bit.ly/3sample', listing: notListed },
  {
    id: 'listed',
    address: 'https://account-check.example/login',
    listing: {
      kind: 'listed',
      match: {
        expression: 'account-check.example/',
        effect: 'listed',
        violation: 'phishing',
        severity: 'severe',
        list: 'sample',
      },
      source,
    },
  },
];
