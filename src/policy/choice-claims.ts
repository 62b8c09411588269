/** What the person and the administrator chose in general. */
import { type ChosenCategory, chosenCategory } from './chosen-category.ts';
import { type ActInput, type Claim, categoryRules, reaches } from './claim.ts';
import type { Context } from './context.ts';
import type { Choice } from './settings.ts';

/**
 * The administrator's rules and locked choices, then what the person chose, then what the
 * administrator recommends; of each the finest first.
 */
export function choiceClaims(input: ActInput): Claim[] {
  const { personal, managed } = input;
  return [
    ...managedRuleClaims(input),
    ...choicesOf(input, 'managed', '', managed),
    ...choicesOf(input, 'personal', '', personal),
    ...choicesOf(input, 'managed', 'recommended-', managed.recommended ?? {}),
  ];
}

function managedRuleClaims({ link, context, managed }: ActInput): Claim[] {
  return categoryRules(managed.rules ?? [], { link, context }).map(({ id, action, category }) => ({
    authority: 'personal',
    source: 'managed',
    rule: `rule-${id}`,
    says: action,
    detail: { context, category },
  }));
}

interface Choices {
  readonly contexts?: Readonly<Partial<Record<Context, Choice>>>;
  readonly categories?: Readonly<Partial<Record<ChosenCategory, Choice>>>;
  readonly sites?: Readonly<Record<string, Choice | undefined>>;
}

function choicesOf(
  { link, context, site }: ActInput,
  source: 'managed' | 'personal',
  prefix: '' | 'recommended-',
  { sites = {}, categories = {}, contexts = {} }: Choices,
): Claim[] {
  const category = link.provider?.category;
  const made = [
    { of: `site-${site}`, says: sites[site] },
    ...[context, undefined].map((place) => {
      const chosen = category && chosenCategory(category, place);
      const says = chosen && categories[chosen];
      return { of: `category-${chosen}`, says: says && reaches(link, says) ? says : undefined };
    }),
    {
      of: source === 'personal' ? `own-${context}` : `context-${context}`,
      says: contexts[context],
    },
  ];
  return made.flatMap(({ of, says }): Claim[] =>
    says === undefined
      ? []
      : [{ authority: 'personal', source, rule: prefix + of, says, detail: { context } }],
  );
}
