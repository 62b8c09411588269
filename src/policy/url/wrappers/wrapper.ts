/** What a wrapper is: a redirector that carries its destination in its own address, or hides it. */

/** How a wrapper writes its destination. */
export const WRAPPER_ENCODINGS = [
  /** A query parameter, percent-encoded once; a known host may stand there without a scheme. */
  'parameter',
  /** The same; the scheme may be missing, whatever the host. */
  'parameter-without-scheme',
  /** A query parameter, percent-encoded twice. */
  'parameter-twice',
  /** A query parameter in base64, of either alphabet, padded or not; or plain. */
  'parameter-base64',
  /** A query parameter of two letters of kind and base64url. */
  'parameter-bing',
  /** A query parameter, followed by a colon and a hash. */
  'parameter-hashed',
  /** A query parameter with - for % and _ for /. */
  'parameter-dashed',
  /** Everything after the parameter's equals sign, encoded or not; a ; may stand in front of it. */
  'tail',
  /** The whole query, encoded or not. */
  'query',
  /** The rest of the path and the query. */
  'path',
  /** The same and the fragment; the scheme may be missing. */
  'path-without-scheme',
  /** The rest of the path in base64. */
  'path-base64',
  /** One segment of the path, encoded; the scheme may be missing. */
  'segment',
  /** From the first http: or https: in path and query. */
  'embedded',
  /** Between underscores, its odd characters taken out and put behind it in base64. */
  'underscored',
  /** Not in the address at all. */
  'none',
] as const;

export type WrapperEncoding = (typeof WRAPPER_ENCODINGS)[number];

export interface Wrapper {
  readonly id: string;
  /** Hosts, each with and without `www.`; `*.` in front stands for any subdomain, `google` for Google's hosts by country. */
  readonly hosts: readonly string[];
  /** Paths, compared without a slash at the end; a `*` at the end stands for any rest. */
  readonly paths: readonly string[];
  readonly parameters: readonly string[];
  readonly encoding: WrapperEncoding;
  /** Id of the chat site that wraps its own links so. */
  readonly site?: string;
  /** Of a destination whose scheme is missing; https when absent. */
  readonly scheme?: 'http';
}

/** A row of a table: lists are words with spaces between them. */
export type WrapperRow = readonly [
  id: string,
  hosts: string,
  paths: string,
  parameters: string,
  encoding?: WrapperEncoding,
  site?: string | undefined,
  scheme?: 'http',
];
