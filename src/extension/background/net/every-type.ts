/** Every kind of request that this browser knows; the two do not know the same. */
import browser from 'webextension-polyfill';

const LEAST = ['main_frame', 'sub_frame', 'script', 'image', 'xmlhttprequest', 'ping', 'other'];

export function everyType(): readonly string[] {
  const { ResourceType } = browser.declarativeNetRequest as unknown as {
    readonly ResourceType?: Readonly<Record<string, string>>;
  };
  return ResourceType === undefined ? LEAST : Object.values(ResourceType).sort();
}
