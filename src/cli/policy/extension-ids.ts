/** Under which names the browsers know the extension. */
export interface ExtensionIds {
  readonly chrome: string;
  readonly edge: string;
  readonly firefox: string;
}

/** A store gives an id with the first upload; until then these stand for it, and are nobody's. */
export const EXAMPLE_IDS: ExtensionIds = {
  chrome: 'a'.repeat(32),
  edge: 'b'.repeat(32),
  firefox: 'link-guard@link-guard.example',
};

/** Of Chrome and Edge, as their stores make them. */
export const STORE_ID = /^[a-p]{32}$/;
