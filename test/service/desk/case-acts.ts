/** What happens to a complaint, done as people do it: filed, claimed, ruled, published. */
import type { CaseView, ComplaintCaseResponse, QueueResponse } from '../../../src/wire/index.ts';
import { newIdempotencyKey, sampleComplaint } from '../sample-complaint.ts';
import type { TestService } from '../test-service.ts';
import { type DeskClient, signedIn } from './desk-client.ts';

export const ADDRESS = 'https://prize.example/win';

export const DRAFT = {
  address: ADDRESS,
  scope: 'page',
  measure: { kind: 'list', violation: 'fraud', severity: 'severe' },
  facts: 'It asks for a fee before a prize that nobody gets.',
  ground: { kind: 'rules', explanation: 'Money by deceit.' },
  automation: 'none',
} as const;

export async function filed(service: TestService, address: string = ADDRESS): Promise<string> {
  const answer = await service.post(
    '/v1/complaints',
    { ...sampleComplaint(), address, kind: 'fraud' },
    { 'Idempotency-Key': newIdempotencyKey() },
  );
  return ((await answer.json()) as { receipt: string }).receipt;
}

export async function queued(desk: DeskClient): Promise<QueueResponse['items']> {
  return ((await (await desk.get('queue')).json()) as QueueResponse).items;
}

export async function act(desk: DeskClient, view: CaseView, body: object): Promise<CaseView> {
  const answer = await desk.post(`cases/${view.id}`, { version: view.version, ...body });
  if (answer.status !== 200) throw new Error(await answer.text());
  return (await answer.json()) as CaseView;
}

export async function story(service: TestService, receipt: string): Promise<ComplaintCaseResponse> {
  return (await service.post('/v1/complaints/case', { receipt })).json() as never;
}

export async function openedCase(desk: DeskClient): Promise<CaseView> {
  const [item] = await queued(desk);
  return (await (await desk.get(`cases/${item?.caseId}`)).json()) as CaseView;
}

/** A published ruling on a fresh complaint about the draft's address; the names are not used yet. */
export async function publishedRuling(
  service: TestService,
  draft: object = {},
): Promise<{ readonly rulingId: string; readonly receipt: string; readonly view: CaseView }> {
  const whole = { ...DRAFT, ...draft };
  const receipt = await filed(service, whole.address);
  const reviewer = await signedIn(service, `reviewer ${receipt}`, 'reviewer');
  const publisher = await signedIn(service, `publisher ${receipt}`, 'publisher');
  let view = await act(reviewer, await openedCase(reviewer), { kind: 'claim', task: 'ruling' });
  view = await act(reviewer, view, { kind: 'rule', draft: whole });
  const rulingId = view.rulings.at(-1)?.ruling.id ?? '';
  view = await act(publisher, view, { kind: 'publish', rulingId });
  return { rulingId, receipt, view };
}
