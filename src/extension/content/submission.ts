/** What a form is about to send, and where to, read through the prototypes: forms shadow the most. */
import { attributeOf, baseOf, defaultTarget, isElement } from './dom.ts';

export interface Submission {
  readonly form: HTMLFormElement;
  readonly submitter: HTMLElement | null;
  /** The address that is asked for: of a form that is sent by GET, with what is filled in. */
  readonly href: string;
  /** The window that it is to open in. */
  readonly target: string;
}

/** Undefined for what is none, and for a form that only closes its dialog. */
export function submissionOf(event: SubmitEvent): Submission | undefined {
  const { submitter, target: form } = event;
  if (!isElement(form) || !(form instanceof HTMLFormElement)) {
    return undefined;
  }
  const method = (said(submitter, form, 'method') ?? 'get').toLowerCase();
  if (method === 'dialog') {
    return undefined;
  }
  const action = actionOf(form, submitter);
  return {
    form,
    submitter,
    href: method === 'post' ? action : withEntries(action, form, submitter),
    target: said(submitter, form, 'target') ?? defaultTarget(),
  };
}

/** As a press on its submitter does, with all that is filled in. */
export function submitAgain({ form, submitter }: Submission): void {
  try {
    HTMLFormElement.prototype.requestSubmit.call(form, submitter);
  } catch {
    // The page has taken its submitter or the form away meanwhile: there is nothing to send.
  }
}

/** The submitter's own word before the form's. */
function said(submitter: Element | null, form: Element, name: string): string | null {
  return (submitter && attributeOf(submitter, `form${name}`)) ?? attributeOf(form, name);
}

/** Without an action of its own a form is sent to the page's address. */
function actionOf(form: HTMLFormElement, submitter: HTMLElement | null): string {
  const action = said(submitter, form, 'action') || location.href;
  const base = baseOf(form);
  return URL.canParse(action, base) ? new URL(action, base).href : action;
}

function withEntries(action: string, form: HTMLFormElement, submitter: HTMLElement | null): string {
  if (!URL.canParse(action) || !/^https?:/.test(action)) {
    return action;
  }
  const url = new URL(action);
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) {
    query.append(name, typeof value === 'string' ? value : value.name);
  }
  url.search = query.toString();
  return url.href;
}
