/** From how many points an address is called unusual: what each choice costs, on the fitting half. */
import { providerOf } from '../src/policy/provider/directory.ts';
import { isOwned, packagedBrands } from '../src/policy/url/signs/brand-index.ts';
import type { HostParts } from '../src/policy/url/signs/host-parts.ts';
import { lookAlikeOf } from '../src/policy/url/signs/look-alike.ts';
import type { Model } from '../src/policy/url/signs/model.ts';
import { weigh } from '../src/policy/url/signs/unusual.ts';
import type { Sample, Source } from './calibration-data.ts';

/** No ordinary source has more false alarms than this. */
const MOST_FALSE = 0.0007;
/** The ordinary sources that are large enough to tell. */
const QUIET: ReadonlySet<string> = new Set(['web-urls', 'opendns-top10k', 'providers', 'chinese']);
const STEPS = [-6, -4, -2, -1, 0, 1, 2, 4, 8];

/** An owner's own host is never weighed. */
export function isOwnHost(parts: HostParts | undefined): boolean {
  return (
    parts !== undefined &&
    (providerOf(parts.host) !== undefined || isOwned(packagedBrands(), parts.host))
  );
}

/** The lowest at which the ordinary sources stay quiet and nothing reaches it alone. */
export function thresholdOf(
  sources: readonly Source[],
  held: ReadonlySet<string>,
  model: Model,
): number {
  const quiet = sources
    .filter(({ name }) => QUIET.has(name))
    .map((source) => {
      const points = pointsIn(source, held, model).toSorted((a, b) => b - a);
      return (points[Math.floor(points.length * MOST_FALSE)] ?? 0) + 1;
    });
  return Math.max(Math.max(...model.points.values()) + 1, ...quiet);
}

/** A table of the alarms at each threshold around the one that was chosen. */
export function curveOf(
  sources: readonly Source[],
  held: ReadonlySet<string>,
  model: Model,
  chosen: number,
): string {
  const steps = STEPS.map((step) => chosen + step);
  const rows = sources
    .filter(({ name, isBenign }) => !isBenign || QUIET.has(name))
    .map((source) => {
      const points = pointsIn(source, held, model);
      const shares = steps.map((step) => {
        const share = points.filter((one) => one >= step).length / points.length;
        const text = `${(share * 100).toFixed(2)} %`;
        return step === chosen ? `**${text}**` : text;
      });
      return `| ${source.name} | ${shares.join(' | ')} |`;
    });
  return [
    `| fitting half: suspicious from | ${steps.map((step) => (step === chosen ? `**${step}**` : step)).join(' | ')} |`,
    `|---|${steps.map(() => '---|').join('')}`,
    ...rows,
  ].join('\n');
}

/** A look-alike is an alarm whatever the threshold. */
function pointsIn(
  { isBenign, samples }: Source,
  held: ReadonlySet<string>,
  model: Model,
): readonly number[] {
  return samples
    .filter(({ half, address }) => half === 'fit' && !(isBenign && held.has(address.hostname)))
    .map((sample) => pointsOf(sample, model));
}

function pointsOf({ address, parts }: Sample, model: Model): number {
  if (isOwnHost(parts)) return 0;
  const isLookAlike = parts !== undefined && lookAlikeOf(parts) !== undefined;
  return isLookAlike ? Infinity : weigh(address, parts, { ...model, threshold: 0 }).points;
}
