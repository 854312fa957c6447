import { previewJson } from "../../report/preview-json";
import { type Context, findRoot } from "../context";
import { chooseOrganisations } from "../organisations";
import { previewExitCode, worstOutcome } from "../outcome-exit-code";
import { previewAll } from "../run-organisations";
import { examples, type Verb } from "../verb";

interface Options {
  readonly json?: boolean;
  readonly detailedExitcode?: boolean;
  readonly pulumiOutput?: boolean;
}

async function preview(named: readonly string[], options: Options, context: Context): Promise<void> {
  const root = findRoot(context.io);
  const results = await previewAll(context, {
    root,
    organisations: chooseOrganisations(context.io, root, named),
    show: options.json ? "nowhere" : "stdout",
    pulumiOutput: options.pulumiOutput ?? false,
  });
  const outcomes = results.map(({ outcome }) => outcome);
  if (options.json) context.printJson(previewJson(worstOutcome(outcomes), results));
  context.finish(previewExitCode(outcomes, options.detailedExitcode ?? false));
}

/** `bookings preview`: what would change, in words. Changes nothing. */
export const previewVerb: Verb = {
  declare(command, context) {
    command
      .argument(
        "[organisation...]",
        "short names, as the folders under specs/ are called (default: BOOKINGS_ORGANISATIONS, or all)",
      )
      .option("--json", "print the plan as JSON (schemas/output/preview.schema.json)")
      .option("--detailed-exitcode", "end with 2 when something would change")
      .option("--pulumi-output", "show Pulumi's own output too, on stderr")
      .addHelpText(
        "after",
        examples([
          ["bookings preview", "what would change, in all organisations"],
          ["bookings preview leeds", "what would change for Leeds"],
          ["bookings preview leeds --detailed-exitcode", "in a pipeline: 0 nothing, 2 changes"],
        ]),
      )
      .action((named: string[], options: Options) => preview(named, options, context));
  },
};
