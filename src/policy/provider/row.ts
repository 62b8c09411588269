/** One line of the directory's tables. */
import type { Category } from '../category.ts';
import type { Provider } from './provider.ts';

export interface Row {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly category: Category;
  /** Hosts with spaces between them, here and below. */
  readonly hosts: string;
  readonly share?: string;
  readonly tenants?: string;
}

export function providerFrom({ id, en, zh, category, hosts, share, tenants }: Row): Provider {
  const provider = {
    id,
    name: { en, zh },
    category,
    hosts: wordsOf(hosts),
    shareHosts: wordsOf(share ?? ''),
  };
  return tenants === undefined ? provider : { ...provider, tenantHosts: wordsOf(tenants) };
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
