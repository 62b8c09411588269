/** What one asker may do, set by whoever runs the service: many people behind one address are one asker. */
import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_LIMITS, type Limits, type QuotaName } from '../service/index.ts';

type Quotas = Readonly<Partial<Pick<Limits, QuotaName>>>;

const NAMES = Object.entries(DEFAULT_LIMITS)
  .filter(([, limit]) => typeof limit === 'object')
  .map(([name]) => name as QuotaName);

export function quotaOption(): Option {
  const usual = NAMES.map((name) => {
    const { burst, perSecond } = DEFAULT_LIMITS[name];
    return `${name}=${burst},${Number(perSecond.toPrecision(2))}`;
  });
  return new Option(
    '--quota <name=burst,per-second>',
    `what one asker may do at once and then each second, may be repeated (usual: ${usual.join(' ')})`,
  ).argParser(parseQuota);
}

export function parseQuota(text: string, former: Quotas = {}): Quotas {
  const [, name, burst, perSecond] = /^(\w+)=(\d{1,9}),(\d{1,9}(?:\.\d{1,9})?)$/.exec(text) ?? [];
  const known = NAMES.find((one) => one === name);
  const limit = { burst: Number(burst), perSecond: Number(perSecond) };
  if (known === undefined || limit.burst < 1 || !(limit.perSecond > 0)) {
    throw new InvalidArgumentError(
      `expected one of ${NAMES.join(', ')}, and two numbers above zero, like lookups=60000,2000`,
    );
  }
  return { ...former, [known]: limit };
}
