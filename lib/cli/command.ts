import type { Issue } from '../errors';
import type { Language } from './texts';

/** What a command gets besides its own arguments. */
export interface CommandContext {
  readonly language: Language;
  readonly json: boolean;
  readonly progress: Progress;
}

/** Tells how far long work has come. */
export interface Progress {
  readonly step: (text: string, done?: number, total?: number) => void;
  readonly end: () => void;
}

/** What a command leaves: one document for machines, text for people, an exit code for both. */
export interface Outcome {
  /** 0 kept, 1 the input or a promise fails. 2, the kit itself failed, is never a command's own answer. */
  readonly exitCode: 0 | 1;
  readonly json: unknown;
  readonly text: string;
  /** Printed on standard error before the text. */
  readonly issues?: readonly Issue[];
}

/** Values of a command's arguments and options, by name. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Option {
  /** As commander writes it: `--out <dir>`. */
  readonly flags: string;
  readonly description: string;
  /** The command cannot be run without it. */
  readonly required?: true;
  /** May stand more than once; its value is the list. */
  readonly repeatable?: true;
}

/** One command; its code is loaded when it is called. */
export interface Command {
  /** One word, or two: a group of commands and the command, such as `registry index`. */
  readonly name: string;
  readonly description: string;
  /** As commander writes them: `<file>`. */
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly Option[];
  readonly load: () => Promise<(values: Values, context: CommandContext) => Outcome | Promise<Outcome>>;
}
