import type { Argument, Command, Option } from "commander";

/** What may stand in a place of the command line: words that are known, an organisation, a file, or anything. */
export type Values = readonly string[] | "organisation" | "file" | "anything";

/** An option as someone types it. */
export interface CompletedOption {
  readonly short?: string;
  readonly long: string;
  readonly what: string;
  /** What follows it; absent where nothing does. */
  readonly values?: Values;
}

/** A verb, or a part of one such as `sandbox start`; the first of all has the path "". */
export interface CompletedCommand {
  readonly path: string;
  readonly options: readonly CompletedOption[];
  /** Verbs below it, with what they do. */
  readonly parts: readonly (readonly [name: string, what: string])[];
  /** What its arguments may be. */
  readonly values: Values;
}

/** What may follow each option that takes something, by the verb's path and the option as it is typed. */
export const afterOptions = (tree: readonly CompletedCommand[]): (readonly [key: string, values: Values])[] =>
  tree.flatMap(({ path, options }) =>
    options.flatMap(({ short, long, values }) =>
      values === undefined
        ? []
        : [...(short ? [short] : []), long].map((flag) => [`${path}:${flag}`, values] as const),
    ),
  );

const FILES = /file|folder|path|calendar|plan|format/;

function valuesOf(name: string, choices: readonly string[] | undefined): Values {
  if (choices) return choices;
  if (/organisation/.test(name)) return "organisation";
  return FILES.test(name) ? "file" : "anything";
}

const ofArguments = (given: readonly Argument[]): Values => {
  const known = given.map((one) => valuesOf(one.name(), one.argChoices));
  return known.find((one) => one !== "anything") ?? "anything";
};

/** A sentence for one line of a terminal. */
const brief = (text: string): string => (text.split(/[;:(\n]/)[0] ?? "").trim();

function optionOf({
  short,
  long,
  flags,
  description,
  argChoices,
  required,
  optional,
}: Option): CompletedOption[] {
  if (!long) return [];
  const takes = required || optional;
  const name = /[<[](.*?)[\]>]/.exec(flags)?.[1] ?? "";
  return [
    {
      ...(short && { short }),
      long,
      what: brief(description),
      ...(takes && { values: valuesOf(name, argChoices) }),
    },
  ];
}

const HELP: CompletedOption = { short: "-h", long: "--help", what: "show this help" };

/** A command and everything below it, the first of all first. */
export function completionTree(command: Command, above: readonly string[] = []): CompletedCommand[] {
  const parts = command.commands.filter((one) => one.name() !== "help");
  const options = command.options.filter(({ hidden }) => !hidden).flatMap(optionOf);
  return [
    {
      path: above.join(" "),
      options: [...options, HELP],
      parts: parts.map((one) => [one.name(), brief(one.description())]),
      values: ofArguments(command.registeredArguments),
    },
    ...parts.flatMap((one) => completionTree(one, [...above, one.name()])),
  ];
}
