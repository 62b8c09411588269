/**
 * Which hosts stand in the lists: those that a browser's request filter takes as they are. One host
 * that it does not take makes Firefox refuse all that come with it.
 */

/** Characters of a host, and of one of its labels, at most. */
export const HOST_LIMIT = 253;

/** Nearly every host: a name that no browser reads as a number. */
const NAME = /^(?:[a-z0-9_-]{1,63}\.)+[a-z_-][a-z0-9_-]{0,62}$/;

/** An IP address, or a name whose last label a browser could read as a number. */
const NUMBER = /^(?:(?:[a-z0-9_-]{1,63}\.)+\d[a-z0-9_-]{0,62}|\[[0-9a-f:]+\])$/;

/** Whether it is written as a canonical address has it; of names in other scripts, only the look. */
export function isWrittenPlain(host: string): boolean {
  return host.length <= HOST_LIMIT && (NAME.test(host) || (NUMBER.test(host) && isReadAsIs(host)));
}

/** The same, and names in other scripts are ones that this platform knows. */
export function isPlainHost(host: string): boolean {
  return isWrittenPlain(host) && isKnownName(host);
}

/**
 * Platforms differ in the letters that they know by now. A name that one does not know leads nowhere
 * there, so it can be left out.
 */
export function isKnownName(host: string): boolean {
  return !host.includes('xn--') || isReadAsIs(host);
}

function isReadAsIs(host: string): boolean {
  return URL.parse(`http://${host}/`)?.hostname === host;
}
