/**
 * What a label looks like in Latin letters and digits: its skeleton, after UTS #39. Two names look
 * alike when their skeletons are equal. The table holds the letters that can stand in a host and
 * that the standard's confusables, or common typefaces, give for Latin ones; letters with marks
 * are read without them. Coarser than the standard in plain letters: 0, 1, 3, 4, 5 and 7 are read
 * as the letters that they replace, i as l, and the pairs rn, vv and cl as m, w and d.
 */

import { onFirstUse } from '../../on-first-use.ts';

/** The Latin letters, then everything that is read as them. */
const LOOKS_LIKE = `2 ᒿꛯ
3 𖼻𑣊
6 б𑣕
7 𑣆
8 ৪੪ȣ𐌚
9 ੧୨৭൭𑣌𑣖
a ɑαаᗅꓮ𖽀𐊠ᴀ
aa ꜳ
ae æӕ
ao ꜵ
au ꜷ
av ꜹꜻ
ay ꜽ
b ᑲᖯᗷꓐ𐊂𐊡𐌁ьƅƀβвʙᏼᏸɓ
c ᴄⲥсꮯ𐐽𑣲𑣩ꓚ𐊢𐌂𐔜ƈȼ
d ԁᑯꓒᗞᗪꓓɗđժᴅɖ
dz ʣ
e ꬲеҽⴹꓰ𐊆єɛᴇɇ
f ꬵꞙẝքᖴꓝ𑣂𐊇𐊥𐔥ƒғϝꜰ
g ɡᶃƍցꓖǥɢɠ
h һհᕼꓧ𐋏ћнɦħʜ
i ıɪɩιіꙇꭵ𑣃ɨ
j ϳјᒍꓙյʝᴊɉ
k ᛕꓗ𐔘кκқҡƙĸᴋ
l ӏ۱𐌠ǀⵏᛁꓲ𖼨𐊊𐌉ᒪꓡ𖼖𐔦łɭʟƚɫꮮ
ll ǁ
ls ʪ
lz ʫ
m ᗰᛖꓟ𐊰𐌑мɱᴍ
n ոռꓠ𐔓пղŋɲπɴꞑƞᥒ
o ०੦૦௦౦೦൦๐໐၀۵ᴏᴑꬽοσⲟоჿօഠဝ𐓪𑣈𑣗𐐬০୦𑓐𑣠ⵔዐଠꓳ𐊒𐊫𐔖øөɵ
oe œ
oo ꝏꚙ
p ρⲣрᑭꓑ𐊕ƿϼҏᴘᵽ
q ԛգզⵕɋꝗ
r ꭇꭈᴦⲅгꮁᖇꓣ𖼵ɼʀɍ
rn 𑣣𑜀
s ꜱƽѕꮪ𑣁𐑈ꓢ𖼺𐊖ʂȿ
ss ß
t ꓔ𖼊𐊗𐊱𐌕тτŧƭᴛʈ
tf ꝷ
ts ʦ
u ꞟᴜꭎꭒʋυս𐓶𑣘ሀᑌꓴ𖽂цμʉ
ue ᵫ
uo ꭣ
v ᴠνѵ𑜆ꮩ𑣀۷ⴸᐯꛟꓦ𖼈𐔝ʌ
w ɯᴡѡԝա𑜊𑜎𑜏ꮃ𑣯𑣦ꓪшωⱳ
x хᕁᕽ𐌢𑣬ⵝᚷꓫ𐊐𐊴𐌗𐔧χҳ
y ɣᶌʏỿꭚγуүყ𑣜ꓬ𖽃𐊲ɏƴ
z ᴢꮓ𑣄𐋵𑣥ꓜʐƶȥɀ`;

const latinOf = onFirstUse(
  (): ReadonlyMap<string, string> =>
    new Map(
      LOOKS_LIKE.split('\n').flatMap((row) => {
        const [latin = '', letters = ''] = row.split(' ');
        return [...letters].map((letter) => [letter, latin] as const);
      }),
    ),
);

const NOT_ASCII = /[^\0-\x7f]/;
const PAIR = /rn|vv|c[l1i]/;
const PAIRS = /rn|vv|c[l1i]/g;
const READ_AS: Readonly<Record<string, string>> = { rn: 'm', vv: 'w', cl: 'd', c1: 'd', ci: 'd' };
const FOLDS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'l',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  i: 'l',
};

/** Equal skeletons look alike. */
export function skeletonOf(label: string): string {
  const latin = inLatin(label);
  const single = PAIR.test(latin)
    ? latin.replace(PAIRS, (letters) => READ_AS[letters] ?? letters)
    : latin;
  // A loop: half of all names have a letter to fold, and a callback for each is dear.
  let skeleton = '';
  for (let at = 0; at < single.length; at += 1) {
    const letter = single[at] ?? '';
    skeleton += FOLDS[letter] ?? letter;
  }
  return skeleton;
}

/** The label with each letter that is read as a Latin one written as that. */
export function inLatin(label: string): string {
  const plain = label.toLowerCase();
  if (!NOT_ASCII.test(plain)) return plain;
  return [...plain.normalize('NFKD').replace(/\p{M}/gu, '')]
    .map((letter) => latinOf().get(letter) ?? letter)
    .join('');
}
