import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clean } from '../../../../src/policy/url/parameters/clean.ts';
import {
  SIGNATURE_NAMES,
  trackingRules,
} from '../../../../src/policy/url/parameters/tracking-parameters.ts';

const DOCUMENT = readFileSync('docs/wrappers-and-parameters.md', 'utf8');

const NAMES = new Set(trackingRules().flatMap(({ names }) => Object.values(names).flat()));

describe('trackingRules', () => {
  test('names no parameter that is known to do something', () => {
    const functional =
      'id item_id itemId skuId sku q v p list page sn mid idx chksm __biz goods_id xsec_token ' +
      'xsec_source wd word keyword keywords bvid aid_ photoId video_id modal_id vid tid pid tag ' +
      'url u target redirect code state token lang locale hl gl tbm start index t= pn see_lz kw ' +
      'ie tn_ rn_ fid_ uid cid c category sort order query search text s= offer_id productId';
    expect(functional.split(' ').filter((name) => NAMES.has(name))).toEqual([]);
  });

  test.each([
    ['https://item.jd.com/100012043978.html?cu=true', 'https://item.jd.com/100012043978.html'],
    ['https://search.jd.com/Search?keyword=a&enc=utf-8&wq=a&pvid=1', undefined],
    [
      'https://item.taobao.com/item.htm?id=1&skuId=2&spm=a',
      'https://item.taobao.com/item.htm?id=1&skuId=2',
    ],
    ['https://s.taobao.com/search?q=a&tab=all', undefined],
    ['https://detail.1688.com/offer/1.html?skuId=2', undefined],
    [
      'https://mobile.yangkeduo.com/goods.html?goods_id=1&refer_page_id=2&_oc_trace_mark=3',
      'https://mobile.yangkeduo.com/goods.html?goods_id=1&_oc_trace_mark=3',
    ],
    [
      'https://www.zhihu.com/question/1/answer/2?share_code=3&utm_psn=4',
      'https://www.zhihu.com/question/1/answer/2',
    ],
    ['https://www.zhihu.com/search?type=content&q=a', undefined],
    [
      'https://www.douyin.com/user/self?modal_id=1&previous_page=2',
      'https://www.douyin.com/user/self?modal_id=1',
    ],
    [
      'https://www.kuaishou.com/short-video/3x?authorId=1&streamSource=find&shareToken=X',
      'https://www.kuaishou.com/short-video/3x?authorId=1&streamSource=find',
    ],
    ['https://mp.weixin.qq.com/s/abc?scene=1&from=timeline', 'https://mp.weixin.qq.com/s/abc'],
    [
      'https://tieba.baidu.com/p/1?pn=2&see_lz=1&fr=sharewise&share=9105&unique=A',
      'https://tieba.baidu.com/p/1?pn=2&see_lz=1',
    ],
    ['https://www.baidu.com/s?wd=a&pn=10&rsv_spt=1', 'https://www.baidu.com/s?wd=a&pn=10'],
    ['https://www.meituan.com/meishi/1/?lch=a&id=2', 'https://www.meituan.com/meishi/1/?id=2'],
    [
      'https://www.bilibili.com/video/BV1?p=2&t=3&share_source=copy_web&vd_source=4',
      'https://www.bilibili.com/video/BV1?p=2&t=3',
    ],
    ['https://search.bilibili.com/all?keyword=a&page=2', undefined],
    [
      'https://weibo.com/1/abc?refer_flag=1001030103_&type=comment',
      'https://weibo.com/1/abc?type=comment',
    ],
    [
      'https://www.xiaohongshu.com/explore/1?xsec_token=A&xsec_source=b&xhsshare=WeixinSession',
      'https://www.xiaohongshu.com/explore/1?xsec_token=A&xsec_source=b',
    ],
    ['https://www.amazon.com/s?k=a&rh=n%3A1&page=2', undefined],
    ['https://www.youtube.com/watch?v=1&t=2&list=3&index=4', undefined],
    ['https://www.google.com/search?q=a&hl=de&start=10&tbs=qdr:d', undefined],
  ])('keeps what %s opens', (input, output) => {
    expect(clean(input).url).toBe(output ?? input);
  });

  test('writes every name and host plainly, and no name twice for a host', () => {
    for (const { hosts, names } of trackingRules()) {
      const all = Object.values(names).flat();
      expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
      for (const host of hosts) expect(host).toMatch(/^[a-z0-9.-]+$/);
      for (const name of all) expect(name).toMatch(/^[\w.-]+\*?$/);
    }
  });

  test('takes off no name that says that an address is signed', () => {
    const lower = [...NAMES].map((name) => name.toLowerCase());
    expect(lower.filter((name) => SIGNATURE_NAMES.has(name))).toEqual([]);
  });

  test('is written out in docs/wrappers-and-parameters.md, host by host, name by name', () => {
    const words = new Set([...DOCUMENT.matchAll(/`([^`]+)`/g)].map(([, word]) => word));
    const hosts = trackingRules().flatMap((rule) => rule.hosts);
    expect([...NAMES, ...hosts].filter((word) => !words.has(word))).toEqual([]);
    expect([...SIGNATURE_NAMES].filter((word) => !words.has(word))).toEqual([]);
  });
});
