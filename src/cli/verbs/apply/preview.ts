import { Option } from "commander";
import type { RunResult } from "../../../engine/run-result";
import { previewJson } from "../../../report/run-json";
import type { Context } from "../../context";
import { goesOn, isBad, previewExitCode, worstOutcome } from "../../outcome-exit-code";
import { planOfPreviews, writePlan } from "../../reviewed-plan";
import { previewAll } from "../../run-organisations";
import { declareMany, type ManyOptions, sideBySide } from "../../side-by-side";
import { ORGANISATIONS, type Verb } from "../../verb";

interface Options extends ManyOptions {
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly verbose?: boolean;
  readonly pulumiOutput?: boolean;
}

async function preview(named: readonly string[], options: Options, context: Context): Promise<void> {
  if (options.all)
    return sideBySide(context, named, options, (organisation) => [
      "preview",
      organisation,
      ...(options.json ? ["--json"] : []),
      ...(options.verbose ? ["--verbose"] : []),
      ...(options.detailedExitcode ? ["--detailed-exitcode"] : []),
    ]);
  const results = await previewAll(context, {
    organisations: context.organisations(named),
    show: options.json ? "nowhere" : "stdout",
    verbose: options.verbose ?? false,
    pulumiOutput: options.pulumiOutput ?? false,
  });
  if (context.io.signal.aborted) context.say("Nothing was changed.");
  const outcomes = results.map(({ outcome }) => outcome);
  if (options.out !== undefined) saveFor(context, results, options.out);
  if (options.json) context.printJson(previewJson(worstOutcome(outcomes), results));
  context.finish(previewExitCode(outcomes, options.detailedExitcode ?? false));
}

/** A plan that would be refused is not written: there is nothing to review. */
function saveFor(context: Context, results: readonly RunResult[], file: string): void {
  if (results.some(({ outcome }) => isBad(outcome) && !goesOn(outcome))) return;
  const digest = writePlan(context.io, file, planOfPreviews(context.root, results));
  context.say(`Plan written to ${file}: ${digest}`);
}

/** `bookings preview`: what would change, in words. Changes nothing. */
export const previewVerb: Verb = {
  declare(command, context) {
    declareMany(command)
      .argument(...ORGANISATIONS)
      .option("--json", "print the plan as JSON (schemas/output/preview.schema.json)")
      .addOption(
        new Option(
          "--out <file>",
          "write the plan to a file, to be reviewed and then applied (bookings up --plan)",
        ).conflicts("all"),
      )
      .option("--detailed-exitcode", "end with 2 when something would change")
      .option("-v, --verbose", "show every field and person, however long the plan is")
      .option("--pulumi-output", "let Pulumi preview it, and show its own output too, on stderr")
      .examples([
        ["bookings preview", "what would change, in all organisations"],
        ["bookings preview leeds", "what would change for Leeds"],
        ["bookings preview leeds --out plan.json", "and keep the plan, to be reviewed and applied"],
        ["bookings preview --all --parallel 8", "in all organisations, eight at a time"],
        ["bookings preview leeds --detailed-exitcode", "in a pipeline: 0 nothing, 2 changes"],
      ])
      .action((named: string[], options: Options) => preview(named, options, context));
  },
};
