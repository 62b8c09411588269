import type { SourcesView } from '../../messaging/options.ts';
import { onDay } from '../ui/time.ts';
import { language, say, sayAny } from '../ui/words.ts';

export function ListTable({ lists }: Pick<SourcesView, 'lists'>) {
  const number = new Intl.NumberFormat(language());
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{say('sources_list')}</th>
          <th scope="col">{say('sources_list_date')}</th>
          <th scope="col" class="number">
            {say('sources_list_rules')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lists.map(({ list, date, ruleCount }) => (
          <tr key={list}>
            <th scope="row">{list}</th>
            <td>{date === null ? '–' : onDay(date, language())}</td>
            <td class="number">{number.format(ruleCount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function PartTable({ parts }: Pick<SourcesView, 'parts'>) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{say('sources_part')}</th>
          <th scope="col" class="number">
            {say('sources_size')}
          </th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(parts).map(([name, bytes]) => (
          <tr key={name}>
            <th scope="row">{sayAny(`part_${name}`)}</th>
            <td class="number">{sizeWords(bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sizeWords(bytes: number): string {
  const unit = bytes < 1000 ? 'byte' : bytes < 1_000_000 ? 'kilobyte' : 'megabyte';
  const divisor = { byte: 1, kilobyte: 1000, megabyte: 1_000_000 }[unit];
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / divisor);
}
