import { describe, expect, test } from 'vitest';
import { dispositionOf, type Press } from '../../../src/extension/content/disposition.ts';

const CLICK: Press = {
  button: 0,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  target: '',
  isApple: false,
  isFramed: false,
};

describe('dispositionOf', () => {
  test.each<[string, Partial<Press>, string]>([
    ['a plain click', {}, 'current-tab'],
    ['a click on target=_blank', { target: '_blank' }, 'new-tab'],
    ['a click on a named target', { target: 'elsewhere' }, 'new-tab'],
    ['a click on target=_TOP', { target: '_TOP', isFramed: true }, 'current-tab'],
    ['a plain click in a frame', { isFramed: true }, 'new-tab'],
    ['a click on target=_self in a frame', { target: '_self', isFramed: true }, 'new-tab'],
    ['a middle click', { button: 1 }, 'background-tab'],
    ['a middle click with Shift', { button: 1, shiftKey: true }, 'new-tab'],
    ['a click with Control', { ctrlKey: true, target: '_blank' }, 'background-tab'],
    ['a click with Control and Shift', { ctrlKey: true, shiftKey: true }, 'new-tab'],
    ['a click with Shift', { shiftKey: true }, 'new-window'],
    ['a click with Command on a Mac', { metaKey: true, isApple: true }, 'background-tab'],
    ['a click with Control on a Mac', { ctrlKey: true, isApple: true }, 'current-tab'],
    ['a click with the Windows key', { metaKey: true }, 'current-tab'],
  ])('of %s (%o) is %s', (_, press, expected) => {
    expect(dispositionOf({ ...CLICK, ...press })).toBe(expected);
  });
});
