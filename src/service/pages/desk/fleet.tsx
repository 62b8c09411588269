/** What the browsers of the organisation counted, by day and in all: sums, and of no browser. */
import { useEffect, useState } from 'preact/hooks';
import { ACTIONS } from '../../../policy/index.ts';
import { type DeskFleet, DeskFleetSchema } from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { onDay } from '../ui/time.ts';
import { language, say, sayAny } from '../ui/words.ts';
import { get } from './desk-api.ts';

/** In which what was counted is listed. */
const KINDS = ['report', 'state', 'problem', 'version', 'ruleset', 'action'];

export function Fleet() {
  const [fleet, setFleet] = useState<Asked<DeskFleet>>();
  useEffect(() => void get('fleet', DeskFleetSchema).then(setFleet), []);
  if (fleet === undefined) return <p role="status">{say('loading')}</p>;
  if (!fleet.ok) return <Failure code={fleet.code} />;
  const { isTaken, smallestGroup, days, lines, isPartial } = fleet.value;
  return (
    <>
      <p class="lead">{say('fleet_lead', { group: smallestGroup })}</p>
      {isTaken ? null : <p class="care">{say('fleet_not_taken')}</p>}
      {lines.length === 0 ? <p>{say('fleet_none')}</p> : null}
      {days.length === 0 ? null : <Days days={days} group={smallestGroup} />}
      {lines.length === 0 ? null : <Lines lines={lines} />}
      {isPartial ? <p class="note">{say('fleet_partial', { group: smallestGroup })}</p> : null}
    </>
  );
}

function Days({ days, group }: Pick<DeskFleet, 'days'> & { group: number }) {
  return (
    <div class="card">
      <h2 id="fleet-days">{say('fleet_days')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scroll" tabIndex={0} aria-labelledby="fleet-days">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('fleet_day')}</th>
              <th scope="col" class="number">
                {say('fleet_reports')}
              </th>
              <th scope="col" class="number">
                {say('fleet_troubled')}
              </th>
              {ACTIONS.map((action) => (
                <th key={action} scope="col" class="number">
                  {sayAny(`action_${action}`, action)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, reports, troubled, links }) => (
              <tr key={day}>
                <th scope="row">{onDay(day)}</th>
                <td class="number">{reports.toLocaleString(language)}</td>
                <td class="number">{shown(troubled)}</td>
                {ACTIONS.map((action) => (
                  <td key={action} class="number">
                    {shown(links[action])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">{say('fleet_dash', { group })}</p>
    </div>
  );
}

/** What too few said is not nothing. */
function shown(sum: number): string {
  return sum === 0 ? '–' : sum.toLocaleString(language);
}

function Lines({ lines }: Pick<DeskFleet, 'lines'>) {
  return (
    <div class="card">
      <h2 id="fleet-lines">{say('fleet_lines')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scroll" tabIndex={0} aria-labelledby="fleet-lines">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('fleet_what')}</th>
              <th scope="col">{say('fleet_which')}</th>
              <th scope="col" class="number">
                {say('fleet_amount')}
              </th>
              <th scope="col" class="number">
                {say('fleet_reports')}
              </th>
            </tr>
          </thead>
          <tbody>
            {inOrder(lines).map(({ kind, name, amount, reports }) => (
              <tr key={`${kind} ${name}`}>
                <td>{sayAny(`fleet_kind_${kind}`, kind)}</td>
                <th scope="row">
                  <Foreign text={nameOf(kind, name)} />
                </th>
                <td class="number">{amount.toLocaleString(language)}</td>
                <td class="number">{reports.toLocaleString(language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function inOrder(lines: DeskFleet['lines']): DeskFleet['lines'] {
  return [...lines].sort(
    (one, other) =>
      KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || other.amount - one.amount,
  );
}

/** A version and a code stay as they are. */
function nameOf(kind: string, name: string): string {
  if (kind === 'report') return say('fleet_all');
  if (kind === 'state') return sayAny(`fleet_state_${name}`, name);
  if (kind !== 'action') return name;
  const [action = '', category = '', context = ''] = name.split(' ');
  return [
    sayAny(`action_${action}`, action),
    category === 'none' ? say('fleet_no_category') : sayAny(`category_${category}`, category),
    sayAny(`fleet_in_${context}`, context),
  ].join(' · ');
}
