/** The log of a running service: a line each, for people or for programs. */
import { Option } from 'commander';
import { createLogSink, jsonOf, type LogEntry, wordsOf, writerTo } from '../service/index.ts';

const FORMS = ['words', 'json'] as const;

export type LogForm = (typeof FORMS)[number];

export function logOption(): Option {
  return new Option('--log <form>', 'what a line of the log is').choices(FORMS).default('words');
}

const STANDARD_OUTPUT = 1;

export interface Log {
  log(entry: LogEntry): void;
  /** Whom to tell how many lines were lost. */
  onDropped(tell: (count: number) => void): void;
  end(): Promise<void>;
}

export function openLog(form: LogForm): Log {
  let tell: (count: number) => void = () => undefined;
  const sink = createLogSink({
    write: writerTo(STANDARD_OUTPUT),
    lineOf: (entry) => (form === 'json' ? jsonOf(entry, Date.now()) : wordsOf(entry)),
    onDropped: (count) => tell(count),
  });
  return {
    ...sink,
    onDropped(told) {
      tell = told;
    },
  };
}
