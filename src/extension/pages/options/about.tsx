import browser from 'webextension-polyfill';
import { Part } from '../ui/part.tsx';
import { say } from '../ui/words.ts';

const NEVER = ['open', 'send', 'count', 'clean'] as const;

/** What this is, and what it never does. */
export function About() {
  return (
    <>
      <Part id="about-what" title={say('about_what')}>
        <p>{say('about_what_note')}</p>
        <dl class="pairs">
          <div>
            <dt>{say('about_version')}</dt>
            <dd>{browser.runtime.getManifest().version}</dd>
          </div>
          <div>
            <dt>{say('about_licence')}</dt>
            <dd>MIT</dd>
          </div>
          <div>
            <dt>{say('about_others')}</dt>
            <dd>
              <a href={browser.runtime.getURL('third-party.txt')} target="_blank" rel="noopener">
                third-party.txt
              </a>
            </dd>
          </div>
        </dl>
      </Part>
      <Part id="about-never" title={say('about_never')}>
        <ul class="bullets">
          {NEVER.map((what) => (
            <li key={what}>{say(`about_never_${what}`)}</li>
          ))}
        </ul>
      </Part>
    </>
  );
}
