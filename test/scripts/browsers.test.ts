import { describe, expect, test } from 'vitest';
import { findBrowser } from '../../scripts/browsers.ts';

function machine(platform: NodeJS.Platform, programs: string[], env: Record<string, string> = {}) {
  return { platform, env, isExecutable: (path: string) => programs.includes(path) };
}

describe('findBrowser', () => {
  test('takes the first of the known commands on the search path', () => {
    const linux = machine('linux', ['/opt/bin/google-chrome', '/opt/bin/chromium'], {
      PATH: '/bin:/opt/bin',
    });
    expect(findBrowser('chromium', linux)).toBe('/opt/bin/chromium');
    expect(findBrowser('firefox', linux)).toBeUndefined();
  });

  test("knows Debian's names and looks in /usr/bin without a search path", () => {
    const debian = machine('linux', ['/usr/bin/chromium', '/usr/bin/firefox-esr']);
    expect(findBrowser('chromium', debian)).toBe('/usr/bin/chromium');
    expect(findBrowser('firefox', debian)).toBe('/usr/bin/firefox-esr');
  });

  test('knows the usual places on macOS and Windows', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser('chromium', machine('darwin', [chrome], { HOME: '/Users/lin' }))).toBe(
      chrome,
    );
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const windows = machine('win32', [edge], { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' });
    expect(findBrowser('chromium', windows)).toBe(edge);
    expect(findBrowser('firefox', windows)).toBeUndefined();
  });

  test('takes the path that the person names before every other', () => {
    const linux = machine('linux', ['/usr/bin/firefox', '/home/lin/firefox'], {
      FIREFOX_PATH: '/home/lin/firefox',
    });
    expect(findBrowser('firefox', linux)).toBe('/home/lin/firefox');
  });

  test('says so when nothing is at the path that the person names', () => {
    const linux = machine('linux', ['/usr/bin/chromium'], { CHROMIUM_PATH: '/nowhere' });
    expect(() => findBrowser('chromium', linux)).toThrow('CHROMIUM_PATH: no program at /nowhere');
  });
});
