/** What waits for a decision, the most urgent first. */
import { useEffect, useState } from 'preact/hooks';
import { RULING_TASK } from '../../../redress/index.ts';
import { type QueueItem, type QueueResponse, QueueResponseSchema } from '../../../wire/index.ts';
import type { Asked } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { ChoiceField } from '../ui/fields.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { atMinute } from '../ui/time.ts';
import { say, sayAny } from '../ui/words.ts';
import { get } from './desk-api.ts';
import { taskWords } from './task-words.ts';

const FILTERS = ['all', 'open', 'claimed', 'proposed'] as const;

export function Queue() {
  const [queue, setQueue] = useState<Asked<QueueResponse>>();
  const [filter, setFilter] = useState<string>('all');
  useEffect(() => void get('queue', QueueResponseSchema).then(setQueue), []);
  if (queue === undefined) return <p role="status">{say('loading')}</p>;
  if (!queue.ok) return <Failure code={queue.code} />;
  const items = queue.value.items.filter(({ task }) => filter === 'all' || task.phase === filter);
  return (
    <div class="card">
      <div class="narrow">
        <ChoiceField
          label={say('queue_show')}
          value={filter}
          write={setFilter}
          choices={FILTERS.map((value) => ({ value, words: say(`queue_${value}`) }))}
        />
      </div>
      {items.length === 0 ? <p>{say('queue_empty')}</p> : <Items items={items} />}
    </div>
  );
}

function Items({ items }: { items: readonly QueueItem[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="table" tabIndex={0} aria-label={say('queue_caption')}>
      <table>
        <caption>{say('queue_caption')}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {say('queue_place')}
            </th>
            <th scope="col">{say('queue_destination')}</th>
            <th scope="col">{say('queue_kinds')}</th>
            <th scope="col">{say('queue_complaints')}</th>
            <th scope="col">{say('queue_since')}</th>
            <th scope="col">{say('queue_state')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Item key={`${item.caseId} ${item.task.task}`} item={item} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Item({ item }: { item: QueueItem }) {
  const { caseId, destination, task, kinds, complaints, reporters, isHurried, place } = item;
  return (
    <tr>
      <td class="number">{place}</td>
      <td>
        <a href={`#case=${caseId}`} aria-label={say('queue_open_case', { host: destination.host })}>
          <Foreign text={destination.key} />
        </a>{' '}
        {isHurried ? <span class="tag bad">{say('queue_hurried')}</span> : null}
      </td>
      <td>
        {task.task === RULING_TASK
          ? kinds.map((kind) => sayAny(`kind_${kind}`, kind).split(/[:：]/)[0]).join(', ')
          : say('queue_appeal')}
      </td>
      <td>{say('queue_complaints_count', { complaints, reporters })}</td>
      <td>{task.since === undefined ? '' : atMinute(task.since)}</td>
      <td>
        <Foreign text={taskWords(task)} />
      </td>
    </tr>
  );
}
