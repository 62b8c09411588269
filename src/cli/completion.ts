import { Argument, Command } from 'commander';
import { writeLine } from './output.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof SHELLS)[number];

interface Word {
  /** The commands before it, with a space between. */
  readonly after: string;
  readonly word: string;
  readonly description: string;
}

const MORE = `
Bash: source <(link-guard completion bash)    Zsh: source <(link-guard completion zsh)
Fish: link-guard completion fish | source`;

export function completionCommand(program: () => Command): Command {
  return new Command('completion')
    .description('print what lets a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'which').choices(SHELLS))
    .addHelpText('after', MORE)
    .action((shell: Shell) => writeLine(completionFor(shell, wordsOf(program(), ''))));
}

export function completionFor(shell: Shell, words: readonly Word[]): string {
  if (shell === 'fish') return words.map(fishLine).join('\n');
  const byPlace = Map.groupBy(words, ({ after }) => after);
  const cases = [...byPlace].map(
    ([after, at]) => `    '${after}') words='${at.map(({ word }) => word).join(' ')}' ;;`,
  );
  // Zsh reads completions of Bash by itself.
  const head = shell === 'zsh' ? 'autoload -Uz bashcompinit && bashcompinit\n' : '';
  return `${head}_link_guard() {
  local place="" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) place="\${place:+$place }$word" ;; esac
  done
  case "$place" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
  [ "\${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _link_guard link-guard`;
}

export function wordsOf(command: Command, after: string): readonly Word[] {
  const options = command.options
    .filter(({ long }) => long !== undefined)
    .map(({ long, description }) => ({ after, word: long ?? '', description }));
  const commands = command.commands.flatMap((one) => [
    { after, word: one.name(), description: one.description() },
    ...wordsOf(one, after === '' ? one.name() : `${after} ${one.name()}`),
  ]);
  return [...commands, ...options];
}

function fishLine({ after, word, description }: Word): string {
  const told = description.replace(/['\\]/g, '\\$&');
  const [command = ''] = after.split(' ').slice(-1);
  const when = command === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${command}`;
  const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`;
  return `complete -c link-guard -n '${when}' ${what} -d '${told}'`;
}
