import { existsSync } from "node:fs";
import { join } from "node:path";
import { attentionLines } from "../../report/attention-text";
import { calendarDetail, calendarTable } from "../../report/calendar-text";
import { statusJson } from "../../report/listing";
import { paint } from "../../report/paint";
import { policyDetail, policyTable } from "../../report/policy-text";
import { type Context, findRoot, wantsColour } from "../context";
import { findListed, type Listed, listed } from "../listed";
import { chooseOrganisations } from "../organisations";
import { examples, type Verb } from "../verb";

type Lists = Pick<Listed, "calendars" | "policies">;

const today = ({ io }: Context): string => io.now().toISOString().slice(0, 10);

/** Whose access review is due, a line each; nothing where nobody has begun with reviews. */
async function reviewLines(context: Context, root: string): Promise<string[]> {
  if (!existsSync(join(root, "reviews"))) return [];
  const { reviewsDue } = await import("./review.js");
  return reviewsDue(context, root).map(({ organisation, due }) =>
    /^\d/.test(due)
      ? `${organisation}: its access review was due on ${due}: bookings review start ${organisation}`
      : `${organisation} was never reviewed: bookings review start ${organisation}`,
  );
}

function overview(context: Context, { calendars, policies }: Lists, reviews: readonly string[]): void {
  const brushes = paint(wantsColour(context.io, "stdout"));
  const options = { width: context.io.width, strong: brushes.strong };
  const tables = [
    ...(calendars.length > 0 ? [calendarTable(calendars, options)] : []),
    ...(policies.length > 0 ? [policyTable(policies, options)] : []),
  ];
  context.print(tables.join("\n"));
  const waiting = attentionLines(calendars, policies, today(context));
  const heading = waiting.length > 0 ? "Pending:" : "Nothing is pending.";
  const due = reviews.length > 0 ? ["", brushes.strong("Access reviews that are due:")] : [];
  context.print(
    ["", brushes.strong(heading), ...indented(waiting), ...due, ...indented(reviews), ""].join("\n"),
  );
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

async function status(wanted: string | undefined, json: boolean, context: Context): Promise<void> {
  const root = findRoot(context.io);
  const all = await listed(context, root, chooseOrganisations(context.io, root));
  const { calendars, policies } = wanted === undefined ? all : findListed(all, wanted);
  if (json) return context.printJson(statusJson(calendars, policies));
  if (calendars.length + policies.length === 0) {
    return context.say("There are no calendars and policies yet: bookings up makes them.");
  }
  if (wanted === undefined)
    return overview(context, { calendars, policies }, await reviewLines(context, root));
  const brushes = paint(wantsColour(context.io, "stdout"));
  for (const calendar of calendars) context.print(calendarDetail(calendar, brushes, today(context)));
  for (const policy of policies) context.print(policyDetail(policy, brushes));
}

/** `bookings status`: how calendars and user policies stand, who has still to confirm, and whose licences are not there yet. */
export const statusVerb: Verb = {
  declare(command, context) {
    command
      .argument("[calendar]", "name or address of one calendar, or name of one user policy (default: all)")
      .option("--json", "print it as JSON (schemas/output/status.schema.json)")
      .addHelpText(
        "after",
        examples([
          ["bookings status", "all calendars and policies, and who is pending"],
          ["bookings status LeedsCardiologyHeartFailure@nhs.net", "one calendar with its people"],
          ["bookings status LeedsVirtualVisits", "one user policy: who has the licence"],
        ]),
      )
      .action((wanted: string | undefined, options: { json?: boolean }) =>
        status(wanted, options.json ?? false, context),
      );
  },
};
