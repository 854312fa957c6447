import { resolve } from "node:path";
import { Option } from "commander";
import { writeFileAtomically } from "../../../files/write-file";
import { loadEstate } from "../../../model/load-estate";
import { exitCode } from "../../../problem/exit-code";
import { formatText } from "../../../problem/format";
import { problem } from "../../../problem/problem";
import { tidyProblems } from "../../../problem/tidy-problems";
import { refuse } from "../../../problem/visible-error";
import { type CheckReport, checkJson, checkSummary, findingFormats } from "../../../report/finding-formats";
import { checkChange } from "../../../review/check-change";
import { reviewersOf, touchedBy } from "../../../review/touched";
import { validate } from "../../../rules/validate";
import { diskFiles, type SpecFiles, sourceReader } from "../../../spec/spec-files";
import { type Context, packageVersion, wantsColour } from "../../context";
import { Git } from "../../git";
import type { Verb, VerbCommand } from "../../verb";

const FORMATS = ["text", "json", ...Object.keys(findingFormats)] as const;

interface CheckOptions {
  readonly base?: string;
  readonly head?: string;
  readonly format: string;
  readonly json?: boolean;
  readonly save: readonly string[];
}

function check({ base, head, format, json, save }: CheckOptions, context: Context): void {
  const saves = save.map(readSave);
  const { root } = context;
  const report = reportOf(root, context.io.now(), base, head);
  for (const { name, file } of saves)
    writeFileAtomically(resolve(context.io.cwd, file), render(name, report, root, false), 0o644);
  const shown = json ? "json" : format;
  const isForPipeline = shown === "github" || shown === "azure";
  const text = render(shown, report, root, wantsColour(context.io, "stdout"));
  if (isForPipeline) context.printCommands(text);
  else context.print(text);
  // Whoever reads the log of a pipeline sees words, whatever the pipeline's own format shows.
  if (isForPipeline) context.say(render("text", report, root, false).trimEnd());
  const errors = report.problems.some(({ severity }) => severity === "error");
  context.finish(errors ? exitCode.specsInvalid : exitCode.fine);
}

function readSave(text: string): { readonly name: string; readonly file: string } {
  const [, name = "", file = ""] = /^([a-z]+)=(.+)$/s.exec(text) ?? [];
  if (!(FORMATS as readonly string[]).includes(name))
    refuse(problem("save-unknown", { text, formats: FORMATS }));
  return { name, file };
}

/** Judges specs by themselves and, with a base, against it. */
function reportOf(root: string, now: Date, base?: string, head?: string): CheckReport {
  const git = new Git(root);
  const from: SpecFiles = head === undefined ? diskFiles : git.specsAt(git.commit(head));
  const loaded = loadEstate(root, from);
  const { problems } = validate(root, from);
  const common = { files: loaded.files, toolVersion: packageVersion() };
  if (base === undefined) return { ...common, problems, organisations: [], otherFiles: [], reviewers: [] };
  const commit = git.mergeBase(base, head ?? "HEAD");
  const before = loadEstate(root, git.specsAt(commit));
  const today = now.toISOString().slice(0, 10);
  const compared = checkChange({ baseName: base, base: before, head: loaded, today });
  const paths = git.changedPaths(commit, head);
  const known = loaded.estate?.organisations ?? [];
  const prefix = git.prefix();
  return {
    ...common,
    problems: tidyProblems([...problems, ...compared]),
    base: commit,
    ...touchedBy(
      paths,
      known.map(({ organisation }) => organisation.stack),
    ),
    reviewers: reviewersOf(
      git.codeOwners(commit),
      paths.map((path) => prefix + path),
    ),
  };
}

function render(name: string, report: CheckReport, root: string, colours: boolean): string {
  if (name === "json") return `${JSON.stringify(checkJson(report), undefined, 2)}\n`;
  if (name !== "text") return findingFormats[name as keyof typeof findingFormats](report);
  const sourceOf = sourceReader(root);
  const told = formatText(report.problems, { colours, sourceOf });
  const fine = report.problems.length === 0 ? "No problems found.\n" : "";
  return `${told}${fine}${report.base === undefined ? "" : checkSummary(report)}`;
}

function declare(command: VerbCommand, context: Context): void {
  command
    .option("--base <revision>", "compare with this revision of git, such as origin/main")
    .option("--head <revision>", "check the specs of this revision instead of those in the folder")
    .addOption(new Option("--format <name>", "what to print").choices(FORMATS).default("text"))
    .option("--json", "the same as --format json (schemas/output/check.schema.json)")
    .option(
      "--save <format=file>",
      "also write the report to a file; may be given several times",
      (one: string, all: readonly string[]) => [...all, one],
      [],
    )
    .examples([
      ["bookings check --base origin/main", "check what this branch changes"],
      ["bookings check --base origin/main --format github", "… with annotations of GitHub"],
      ["bookings check --base origin/main --save sarif=check.sarif", "… and a file for code scanning"],
    ])
    .action((options: CheckOptions) => check(options, context));
}

/** `bookings check`: what git alone can tell about a change of specs. Needs no tenant and no secret. */
export const checkVerb: Verb = { declare };
