import { importAbp } from './abp.ts';
import { importCsv } from './csv.ts';
import { importDomains } from './domains.ts';
import { importEthPhishingDetect } from './eth-phishing-detect.ts';
import { importHashes } from './hashes.ts';
import { importHosts } from './hosts.ts';
import type { ImportedList, ImportOptions, ListFormat } from './import.ts';
import { importJson, importNdjson } from './json.ts';
import { importLinkGuard } from './link-guard.ts';
import { importUrls } from './urls.ts';

const IMPORTERS: Readonly<
  Record<ListFormat, (text: string, options: ImportOptions) => ImportedList>
> = {
  hosts: importHosts,
  domains: importDomains,
  urls: importUrls,
  abp: importAbp,
  csv: importCsv,
  json: importJson,
  ndjson: importNdjson,
  hashes: importHashes,
  'eth-phishing-detect': importEthPhishingDetect,
  'link-guard': importLinkGuard,
};

/** Throws `bad-list` where a list does not have the form of its format at all. */
export function importList(
  text: string,
  { format, ...options }: ImportOptions & { readonly format: ListFormat },
): ImportedList {
  return IMPORTERS[format](text, options);
}
