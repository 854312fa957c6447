import { planDigest } from "../../../plan/reviewed-plan";
import { reviewedPlanMarkdown, reviewedPlanText } from "../../../report/reviewed-plan-text";
import type { Context } from "../../context";
import { readPlan } from "../../reviewed-plan";
import type { Verb } from "../../verb";

interface Options {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

function show(file: string, options: Options, context: Context): void {
  const plan = readPlan(context.io, file);
  if (options.json) context.printJson({ digest: planDigest(plan), plan });
  else context.print(options.markdown ? reviewedPlanMarkdown(plan) : reviewedPlanText(plan));
}

/** `bookings plan show`: what a plan that was written for review says. */
export const planVerb: Verb = {
  declare(command, context) {
    command
      .command("show <file>")
      .description("show a plan in words, as Markdown for a pull request, or as JSON with its digest")
      .option("--markdown", "print it as Markdown")
      .option("--json", "print it as JSON (schemas/output/plan.schema.json)")
      .examples([
        ["bookings plan show plan.json", "what would be applied"],
        ["bookings plan show plan.json --markdown", "the same for a pull request"],
      ])
      .action((file: string, options: Options) => show(file, options, context));
    command.examples([
      ["bookings preview leeds --out plan.json", "write a plan for review"],
      ["bookings plan show plan.json", "what would be applied"],
      ["bookings up --plan plan.json", "apply exactly that"],
    ]);
  },
};
