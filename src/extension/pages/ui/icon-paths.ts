/** Pictures beside words, drawn here: sixteen units wide, in lines of the colour of the text. */
export const PATHS = {
  next: 'M6 3.5l4.5 4.5L6 12.5',
  back: 'M10 3.5L5.5 8l4.5 4.5',
  check: 'M3 8.5l3.4 3.4L13 4.6',
  cross: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  search: 'M7 2.3a4.7 4.7 0 1 1 0 9.4a4.7 4.7 0 1 1 0-9.4zM10.6 10.6l3.4 3.4',
  choices: 'M2 4.5h6M12 4.5h2M10 2.8v3.4M2 11.5h2M8 11.5h6M6 9.8v3.4',
  list: 'M5.5 4h8.5M5.5 8h8.5M5.5 12h8.5M2.2 4v.1M2.2 8v.1M2.2 12v.1',
  speak: 'M2 3h12v8H8l-3.5 3V11H2z',
  shield: 'M8 1.4l5.3 2v4.2c0 3.3-2.1 5.8-5.3 7c-3.2-1.2-5.3-3.7-5.3-7V3.4z',
  chat: 'M2 2.5h9v6.5H6L3.5 11V9H2zM13 6h1v6.5h-1.5v2L10 12.5H7',
  server: 'M2.5 2.5h11v4.5h-11zM2.5 9h11v4.5h-11zM5 4.8v.1M5 11.2v.1',
  pulse: 'M1.5 8.5h3l2-5l3 9l2-4h3',
  about: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13zM8 7.2v4M8 4.8v.1',
  remove: 'M3 4.5h10M6.2 4.5V2.5h3.6v2M4.3 4.5l.6 9h6.2l.6-9',
  undo: 'M5.5 3L2.5 6l3 3M2.8 6h6.4a3.6 3.6 0 1 1 0 7.2H6',
  save: 'M8 2v8M4.8 7L8 10.2L11.2 7M2.5 13.5h11',
  load: 'M8 10.2V2M4.8 5.2L8 2l3.2 3.2M2.5 13.5h11',
  lock: 'M4 7.2h8v6.3H4zM5.5 7.2V5a2.5 2.5 0 0 1 5 0v2.2',
  globe:
    'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13zM1.5 8h13M8 1.5c4.4 4 4.4 9 0 13c-4.4-4-4.4-9 0-13z',
  clock: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13zM8 4.2V8l2.6 1.8',
  refresh:
    'M13.2 6.5A5.5 5.5 0 0 0 3.4 5M2.8 9.5a5.5 5.5 0 0 0 9.8 1.5M3.2 2v3.2h3.2M12.8 14v-3.2H9.6',
} as const;

export type IconName = keyof typeof PATHS;
