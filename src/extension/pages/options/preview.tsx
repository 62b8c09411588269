import type { SampleView } from '../../messaging/options.ts';
import { CONTEXTS_SHOWN } from '../ui/choice-state.ts';
import { Mark } from '../ui/mark.tsx';
import { contextName } from '../ui/names.ts';
import { Part } from '../ui/part.tsx';
import { say, sayAny, snake } from '../ui/words.ts';
import type { NamedSite } from './named-sites.ts';

interface Props {
  readonly samples: readonly SampleView[];
  readonly site: string;
  readonly sites: readonly NamedSite[];
  readonly setSite: (id: string) => void;
}

/** What the choices come to, on links that stand for a kind. */
export function Preview({ samples, site, sites, setSite }: Props) {
  return (
    <Part id="preview" title={say('prefs_preview')} note={say('prefs_preview_note')}>
      <p class="field inline-field">
        <label for="preview-site">{say('prefs_preview_site')}</label>
        <select
          id="preview-site"
          value={site}
          onChange={({ currentTarget }) => setSite(currentTarget.value)}
        >
          <option value="">{say('prefs_any_site')}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section class="scrolls" aria-label={say('prefs_samples')} tabIndex={0}>
        <table class="table preview">
          <thead>
            <tr>
              <th scope="col">{say('prefs_sample')}</th>
              {CONTEXTS_SHOWN.map((context) => (
                <th key={context} scope="col">
                  {contextName(context)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.map(({ id, address, actions }) => (
              <tr key={id} data-sample={id}>
                <th scope="row">
                  {sayAny(`sample_${snake(id)}`)}
                  <span class="note block">
                    <bdi dir="ltr">{new URL(address).host}</bdi>
                  </span>
                </th>
                {CONTEXTS_SHOWN.map((context) => {
                  const { action, reason } = actions[context];
                  return (
                    <td key={context} title={sayAny(reason.key, reason.substitutions)}>
                      <Mark action={action} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Part>
  );
}
