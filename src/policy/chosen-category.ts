/** What a choice by category is for: `shopping` in every context, `shopping/group` in one. */
import { CATEGORIES, type Category } from './category.ts';
import { CONTEXTS, type Context } from './context.ts';

export type ChosenCategory = Category | `${Category}/${Context}`;

/** Each category, before the same in every single context. */
export const CHOSEN_CATEGORIES: readonly ChosenCategory[] = CATEGORIES.flatMap((category) => [
  category,
  ...CONTEXTS.map((context) => chosenCategory(category, context)),
]);

/** Undefined for every context. */
export function chosenCategory(category: Category, context: Context | undefined): ChosenCategory {
  return context === undefined ? category : `${category}/${context}`;
}

export function partsOfChosen(chosen: ChosenCategory): {
  readonly category: Category;
  readonly context: Context | undefined;
} {
  const [category, context] = chosen.split('/');
  return { category: category as Category, context: context as Context | undefined };
}
