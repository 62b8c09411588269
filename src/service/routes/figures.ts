/** Grades and figures. They are reckoned from everything there is, so each is kept for a minute. */
import type {
  ProviderHistoryResponse,
  ProvidersResponse,
  TransparencyResponse,
} from '../../wire/index.ts';
import type { AppContext, AppOptions } from '../app-env.ts';
import { providerCredits, transparency } from '../desk/public-figures.ts';
import { keptFor } from '../kept-for.ts';
import { Refusal } from '../problem.ts';

const HISTORY_LIMIT = 400;
const BRIEFLY = { 'Cache-Control': 'public, max-age=60' };

export type KeptFigures = () => Promise<TransparencyResponse>;

export function figuresIn({ store, now }: AppOptions): KeptFigures {
  return keptFor(now, (at) => transparency(store, at));
}

export function answerTransparency(figures: KeptFigures) {
  return async (context: AppContext): Promise<Response> =>
    context.json(await figures(), 200, BRIEFLY);
}

export function answerProviders(options: AppOptions) {
  const credits = creditsIn(options);
  return async (context: AppContext): Promise<Response> =>
    context.json(await credits(), 200, BRIEFLY);
}

export function answerProvider(options: AppOptions) {
  const credits = creditsIn(options);
  return async (context: AppContext): Promise<Response> => {
    const id = context.req.param('provider') ?? '';
    const provider = (await credits()).providers.find(({ providerId }) => providerId === id);
    if (provider === undefined) throw new Refusal('not-found');
    const history = await options.store.grades.history(id, HISTORY_LIMIT);
    const answer: ProviderHistoryResponse = { provider, history: [...history] };
    return context.json(answer, 200, BRIEFLY);
  };
}

function creditsIn({ store, ruleset, now }: AppOptions): () => Promise<ProvidersResponse> {
  return keptFor(now, async (at) => {
    const { policy } = await ruleset.current();
    return { at, providers: [...(await providerCredits(store, at, policy.credit))] };
  });
}
