/** What a form is about to send, and where to, read through the prototypes: forms shadow the most. */
import { attributeOf, defaultTarget, isElement, nameOf } from './dom.ts';

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

const formAction = getterOf(HTMLFormElement.prototype, 'action');
const buttonAction = getterOf(HTMLButtonElement.prototype, 'formAction');
const inputAction = getterOf(HTMLInputElement.prototype, 'formAction');

function getterOf(prototype: object, name: string) {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get;
}

function actionOf(form: HTMLFormElement, submitter: HTMLElement | null): string {
  const own = submitter !== null && attributeOf(submitter, 'formaction');
  const action =
    submitter !== null && typeof own === 'string' && own !== ''
      ? (nameOf(submitter) === 'button' ? buttonAction : inputAction)?.call(submitter)
      : formAction?.call(form);
  return typeof action === 'string' ? action : '';
}

function withEntries(action: string, form: HTMLFormElement, submitter: HTMLElement | null): string {
  if (!URL.canParse(action)) {
    return action;
  }
  const url = new URL(action);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return action;
  }
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) {
    query.append(name, typeof value === 'string' ? value : value.name);
  }
  url.search = query.toString();
  return url.href;
}
