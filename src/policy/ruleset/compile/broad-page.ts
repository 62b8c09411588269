/**
 * Pages that stand for all pages of a kind: `/watch` is every video of its host, `/wiki/` every
 * article. A path without a query is broad where each segment of it is a word by which sites name a
 * kind of page, a word of at most two letters or a language; or where it is a folder of one segment
 * in small letters.
 */

const KINDS = new Set(
  (
    'watch play video videos reel reels shorts live channel channels playlist album song artist ' +
    'search explore discover hashtag tag tags topic topics category categories list feed ' +
    'wiki question questions answer answers article articles news blog read book books ' +
    'forms form viewform survey document documents spreadsheets presentation drawings edit ' +
    'file files folder folders drive download downloads uploads raw blob tree releases gist ' +
    'share shares sharer item items detail details product products goods shop shops store ' +
    'user users profile people person author account accounts community group groups page pages ' +
    'post posts photo photos story stories status statuses comments thread threads note notes ' +
    'permalink message messages chat event events invite join marketplace map maps place ' +
    'view viewer show open link links url redirect goto jump out embed site sites app apps web ' +
    'mobile login signin signup register home index main default'
  ).split(' '),
);

const SHORT = /^[a-z]{1,2}$|^[a-z]{2}-[a-z]{2}$/;
const FOLDER = /^\/[a-z-]+\/$/;
const ENDING = /\.(?:html?|php|aspx?|jsp|do|cgi)$/;

/** Of a path as expressions have it: from its first slash, with its query if there is one. */
export function isBroadPath(path: string): boolean {
  if (path.includes('?')) return false;
  return FOLDER.test(path) || path.split('/').every(isOfKind);
}

function isOfKind(segment: string): boolean {
  if (segment === '') return true;
  const word = segment.toLowerCase().replace(ENDING, '');
  return SHORT.test(word) || KINDS.has(word);
}
