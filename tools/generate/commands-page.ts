import { PassThrough } from "node:stream";
import type { Argument, Command, Option } from "commander";
import { Context, type Io } from "../../src/cli/context";
import { buildProgram, realServices } from "../../src/cli/run";
import { verbGroups } from "../../src/cli/verb-table";

const HEAD = `<!-- Made from the verbs of the command line by \`npm run generate\`. Do not edit. -->

# Commands

Every verb of \`bookings\` with its arguments and options, as \`bookings help <verb>\` shows them. What the number at the
end says is in [exit-codes.md](exit-codes.md); variables that change what commands do are in [settings.md](settings.md).
`;

const NO_SIGNAL = new AbortController().signal;

/** Streams that go nowhere: the verbs are only asked what they take. */
const silent: Io = {
  stdout: { write: () => undefined },
  stderr: { write: () => undefined },
  stdin: new PassThrough(),
  env: {},
  cwd: "/",
  isTerminal: { stdin: false, stdout: false, stderr: false },
  now: () => new Date(0),
  signal: NO_SIGNAL,
};

/** A verb as the command line declares it. */
export async function verbCommand(verb: string): Promise<Command> {
  const program = await buildProgram([verb], new Context(silent, realServices));
  const command = program.commands.find((one) => one.name() === verb);
  if (!command) throw new Error(`there is no verb ${verb}`);
  return command;
}

/** What stands below a command's own help: its examples. */
function examplesOf(command: Command): string[] {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  const [, below = ""] = text.split("\nExamples:\n");
  return below
    .replace(/ \\\n */g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => (line.startsWith("#") ? line : line.replace(/^(.*?)(?: {2,}(.*))?$/, inScript)));
}

/** What an example is for stands above it: there already, where it did not fit beside it. */
const inScript = (_line: string, command: string, meaning: string | undefined): string =>
  `${meaning === undefined ? "" : `# ${meaning}\n`}${command}\n`;

/** Angle brackets would be tags, bars the next cell. */
const cell = (text: string): string =>
  text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");

const choices = ({ argChoices }: Option | Argument): string =>
  argChoices ? `; one of ${argChoices.map((one) => `\`${one}\``).join(", ")}` : "";

const usual = ({ defaultValue }: Option): string =>
  defaultValue === undefined ||
  (Array.isArray(defaultValue) && defaultValue.length === 0) ||
  defaultValue === false
    ? ""
    : `; by default \`${String(defaultValue)}\``;

function table(heading: string, rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return [];
  return [
    `| ${heading} | |`,
    "|---|---|",
    ...rows.map(([name, what]) => `| \`${name}\` | ${cell(what)} |`),
    "",
  ];
}

function nameOf(argument: Argument): string {
  const dots = argument.variadic ? "..." : "";
  return argument.required ? `<${argument.name()}${dots}>` : `[${argument.name()}${dots}]`;
}

function section(command: Command, path: string, level: string): string[] {
  const options = command.options.filter(({ hidden }) => !hidden);
  const parts = command.commands.filter((one) => one.name() !== "help");
  const words = command.registeredArguments.map(nameOf);
  const usage = [
    path,
    ...(parts.length > 0 ? ["<verb>"] : words),
    ...(options.length > 0 ? ["[options]"] : []),
  ];
  const examples = examplesOf(command);
  return [
    `${level} ${path}`,
    "",
    `${capital(command.description())}.`,
    "",
    `    ${usage.join(" ")}`,
    "",
    ...table(
      "Argument",
      command.registeredArguments.map((one) => [nameOf(one), one.description + choices(one)]),
    ),
    ...table(
      "Option",
      options.map((one) => [one.flags.replaceAll("|", "\\|"), one.description + choices(one) + usual(one)]),
    ),
    ...(examples.length > 0 ? ["```sh", examples.join("\n").trimEnd(), "```", ""] : []),
    ...parts.flatMap((part) => section(part, `${path} ${part.name()}`, `${level}#`)),
  ];
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** `docs/commands.md`: every verb, from what it declares. */
export async function commandsPage(): Promise<string> {
  const sections: string[] = [];
  for (const [group, verbs] of Object.entries(verbGroups)) {
    sections.push(`## ${group}\n`);
    for (const verb of Object.keys(verbs))
      sections.push(...section(await verbCommand(verb), `bookings ${verb}`, "###"));
  }
  return [HEAD, ...sections].join("\n");
}
