import { Option } from "commander";
import { type ExitCode, exitCode } from "../../../problem/exit-code";
import {
  type DriftOutcome,
  driftJson,
  driftMarkdown,
  driftOutcome,
  driftText,
} from "../../../report/drift-report";
import type { Context } from "../../context";
import { detectDrift } from "../../drift/detect-drift";
import { recordDrift } from "../../drift/record-drift";
import { declareMany, type ManyOptions, sideBySide } from "../../side-by-side";
import { tellProblems } from "../../tell-problems";
import { ORGANISATIONS, type Verb } from "../../verb";

interface Options extends ManyOptions {
  readonly markdown?: boolean;
  readonly mailboxes?: boolean;
  readonly verbose?: boolean;
}

const CODES: Readonly<Record<DriftOutcome, ExitCode>> = {
  none: exitCode.fine,
  drift: exitCode.changes,
  unreadable: exitCode.unreadable,
};

async function drift(named: readonly string[], options: Options, context: Context): Promise<void> {
  if (options.all)
    return sideBySide(context, named, options, (organisation) => [
      "drift",
      organisation,
      ...(options.json ? ["--json"] : []),
      ...(options.markdown ? ["--markdown"] : []),
      ...(options.mailboxes ? ["--mailboxes"] : []),
      ...(options.verbose ? ["--verbose"] : []),
    ]);
  const { reports } = await detectDrift(context, named, options.mailboxes);
  const brushes = context.paint();
  const layout = { width: context.io.width, verbose: options.verbose ?? false };
  if (options.json) context.printJson(driftJson(reports));
  else if (options.markdown) context.print(driftMarkdown(reports, layout));
  else for (const report of reports) context.print(driftText(report, brushes, layout));
  tellProblems(context.io, await recordDrift(context.io, context.root, reports, options.mailboxes ?? false));
  context.finish(CODES[driftOutcome(reports)]);
}

/** `bookings drift`: what specs, state and tenant do not agree on. Writes nothing to the tenant. */
export const driftVerb: Verb = {
  declare(command, context) {
    declareMany(command)
      .argument(...ORGANISATIONS)
      .option("--json", "print the findings as JSON (schemas/output/drift.schema.json)")
      .addOption(
        new Option("--markdown", "print the findings as Markdown, for issues and pull requests").conflicts(
          "json",
        ),
      )
      .option(
        "--mailboxes",
        "look up the kind of mailbox of everyone, also of people whose account has not changed: one call for each",
      )
      .option(
        "-v, --verbose",
        "name everyone who has still to approve Microsoft's e-mail, however many they are",
      )
      .examples([
        ["bookings drift", "what was changed outside git; exit code 2 if anything was, 7 if unknown"],
        ["bookings drift --all --parallel 8 --json", "all organisations, a line of JSON for each as it ends"],
        ["bookings drift --mailboxes", "every night: also whose mailbox has become a shared one since"],
        ["bookings drift leeds --markdown", "one organisation, as the text of an issue"],
      ])
      .action((named: string[], options: Options) => drift(named, options, context));
  },
};
