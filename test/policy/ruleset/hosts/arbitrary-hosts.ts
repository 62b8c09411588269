/** Hosts for property tests, of few names, so that many are alike, and some odd ones. */
import fc from 'fast-check';

const anyLabel = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', 'a-b', 'x_y', 'com', 'test', '0', 'xn--fsq'),
  fc.stringMatching(/^[a-z0-9_-]{1,12}$/).filter((label) => !label.startsWith('xn--')),
  fc.nat(62).map((length) => 'z'.repeat(length + 1)),
);

const anyName = fc
  .tuple(fc.array(anyLabel, { minLength: 1, maxLength: 3 }), fc.constantFrom('com', 'test', 'cn'))
  .map(([labels, end]) => [...labels, end].join('.'));

const anyIp = fc.oneof(
  fc.ipV4(),
  fc.ipV6().map((address) => new URL(`http://[${address}]/`).hostname),
);

export const anyHost: fc.Arbitrary<string> = fc.oneof({ weight: 9, arbitrary: anyName }, anyIp);

/** Distinct ones. */
export const anyHosts: fc.Arbitrary<string[]> = fc.uniqueArray(anyHost, { maxLength: 80 });
