import { describe, expect, test } from 'vitest';
import { adviceFor, MissingError } from '../../scripts/setup.ts';

describe('adviceFor', () => {
  test('names the packages on Linux, each once, and the variables', () => {
    const advice = adviceFor(['chromium', 'firefox', 'prosody'], 'linux');
    const [command = ''] = advice.match(/apt-get install .*/) ?? [];
    for (const name of ['chromium', 'firefox-esr', 'firefox-esr-l10n-zh-cn', 'prosody']) {
      expect(command.split(' ')).toContain(name);
    }
    expect(command.match(/fonts-noto-cjk/g)).toHaveLength(1);
    expect(advice).toContain('CHROMIUM_PATH');
    expect(advice).toContain('FIREFOX_PATH');
  });

  test('speaks only of what is missing, and of no packages elsewhere', () => {
    const advice = adviceFor(['firefox'], 'darwin');
    expect(advice).toContain('FIREFOX_PATH');
    expect(advice).not.toMatch(/apt-get|CHROMIUM_PATH|rosody/);
    expect(adviceFor(['prosody'], 'darwin')).toContain('brew install prosody');
  });
});

describe('MissingError', () => {
  test('carries what is missing, as data and in words', () => {
    const error = new MissingError(['prosody']);
    expect(error).toMatchObject({ code: 'missing', missing: ['prosody'] });
    expect(error.message).toContain('Missing: prosody.');
  });
});
