/** The platform that a link leads to, with the hosts it answers for. */
import type { Category } from '../category.ts';
import type { Name } from '../name.ts';

export interface Provider {
  /** Stable, lower-case, kebab-case. */
  readonly id: string;
  readonly name: Name;
  readonly category: Category;
  /**
   * Hosts that the provider answers for, each with all its subdomains, longest match first. Never
   * a public suffix and never a host on which tenants publish.
   */
  readonly hosts: readonly string[];
  /** The provider's own short or share-link hosts: opaque, but nobody else's. */
  readonly shareHosts: readonly string[];
  /** Hosts under `hosts` that are given to tenants or users to publish on: not the provider's word. */
  readonly tenantHosts?: readonly string[];
  /** Shared with other services of one company, to which a text may lead; read by signs alone. */
  readonly family?: string;
}
