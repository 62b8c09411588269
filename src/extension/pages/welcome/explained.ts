/** Every permission of the manifest with the words that explain it: data alone. */
import type { WordKey } from '../ui/words.ts';

interface Explained {
  /** As the manifest calls them; hosts by the key under which they stand there. */
  readonly permissions: readonly string[];
  readonly title: WordKey;
  readonly words: WordKey;
}

/** Those of which the browsers' questions speak come first. */
export const EXPLAINED: readonly Explained[] = [
  {
    permissions: ['declarativeNetRequest'],
    title: 'permission_block_title',
    words: 'permission_block',
  },
  {
    permissions: ['webNavigation'],
    title: 'permission_navigation_title',
    words: 'permission_navigation',
  },
  {
    permissions: ['host_permissions'],
    title: 'permission_hosts_title',
    words: 'permission_hosts',
  },
  {
    permissions: ['optional_host_permissions'],
    title: 'permission_other_hosts_title',
    words: 'permission_other_hosts',
  },
  {
    permissions: ['notifications'],
    title: 'permission_notifications_title',
    words: 'permission_notifications',
  },
  {
    permissions: ['activeTab', 'scripting'],
    title: 'permission_page_title',
    words: 'permission_page',
  },
  {
    permissions: ['contextMenus'],
    title: 'permission_menu_title',
    words: 'permission_menu',
  },
  {
    permissions: ['storage', 'unlimitedStorage', 'alarms'],
    title: 'permission_storage_title',
    words: 'permission_storage',
  },
];
