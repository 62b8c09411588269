/** One line of the directory's tables. */
import type { Category } from '../category.ts';
import type { Provider } from './provider.ts';

export interface Row {
  readonly id: string;
  /** The id with a capital when absent. */
  readonly en?: string;
  /** As in English when absent. */
  readonly zh?: string;
  /** In Traditional Chinese; as in English when absent. */
  readonly zhTW?: string;
  readonly category: Category;
  /** Hosts with spaces between them, here and below. */
  readonly hosts: string;
  readonly share?: string;
  readonly tenants?: string;
  readonly family?: string;
}

export function providerFrom(row: Row): Provider {
  const { id, category, hosts, share, tenants, family, zhTW } = row;
  const { en = id.charAt(0).toUpperCase() + id.slice(1), zh = en } = row;
  return {
    id,
    name: { en, zh, ...(zhTW === undefined ? {} : { zhTW }) },
    category,
    hosts: wordsOf(hosts),
    shareHosts: wordsOf(share ?? ''),
    ...(tenants === undefined ? {} : { tenantHosts: wordsOf(tenants) }),
    ...(family === undefined ? {} : { family }),
  };
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
