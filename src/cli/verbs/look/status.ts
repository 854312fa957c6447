import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DriftReport } from "../../../drift/finding";
import { attentionLines } from "../../../report/attention-text";
import { calendarDetail } from "../../../report/calendar-text";
import { driftText } from "../../../report/drift-report";
import { type DueReview, statusJson, withTenant } from "../../../report/listing";
import { policyDetail } from "../../../report/policy-text";
import { type Context, today } from "../../context";
import {
  findListed,
  isEmpty,
  isMeant,
  type Lists,
  listed,
  meant,
  showTables,
  specEstate,
} from "../../listed";
import type { Verb } from "../../verb";

interface Options {
  readonly json?: boolean;
  readonly live?: boolean;
}

/** Whose access review is due; nothing where no one has begun with reviews. */
async function dueReviews(context: Context): Promise<DueReview[]> {
  if (!existsSync(join(context.root, "reviews"))) return [];
  const { reviewsDue } = await import("../report/review.js");
  return reviewsDue(context).map(({ organisation, due }) =>
    /^\d/.test(due) ? { organisation, since: due } : { organisation },
  );
}

const reviewLine = ({ organisation, since }: DueReview): string =>
  since === undefined
    ? `${organisation} was never reviewed: bookings review start ${organisation}`
    : `${organisation}: its access review was due on ${since}: bookings review start ${organisation}`;

function overview(context: Context, lists: Lists, reviews: readonly DueReview[]): void {
  const { strong } = context.paint();
  showTables(context, lists);
  const waiting = attentionLines(lists.calendars, lists.policies, today(context.io));
  const heading = waiting.length > 0 ? "Pending:" : "Nothing is pending.";
  const due = reviews.length > 0 ? ["", strong("Access reviews that are due:")] : [];
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
  const told = [...indented(waiting), ...due, ...indented(reviews.map(reviewLine))];
  context.print(["", strong(heading), ...told, ""].join("\n"));
}

function details(context: Context, { calendars, policies }: Lists): void {
  const brushes = context.paint();
  for (const calendar of calendars) context.print(calendarDetail(calendar, brushes, today(context.io)));
  for (const policy of policies) context.print(policyDetail(policy, brushes));
}

/**
 * What is named is looked for where specs have it, or where names begin like it does, with the organisation's short name; and
 * elsewhere if it is not there.
 */
async function found(context: Context, organisations: readonly string[], wanted: string): Promise<Lists> {
  const text = wanted.toLowerCase();
  const likely = specEstate(context.root, organisations)
    .organisations.filter(({ organisation, calendars, policies }) => {
      const start = organisation.shortName.toLowerCase().replace(/[^a-z0-9]/g, "");
      return text.startsWith(start) || [...calendars, ...policies].some(isMeant(wanted));
    })
    .map(({ organisation }) => organisation.stack);
  if (likely.length > 0 && likely.length < organisations.length) {
    const lists = meant(await listed(context, likely), wanted);
    if (!isEmpty(lists)) return lists;
  }
  return findListed(await listed(context, organisations), wanted);
}

const FROM_RECORD =
  "As the last run left them. What changed in the tenant since is not in it: bookings status --live reads the tenant.";

/** What the tenant does not have as it is on record. */
async function readTenant(context: Context, { calendars, policies }: Lists): Promise<readonly DriftReport[]> {
  const { detectDrift } = await import("../../drift/detect-drift.js");
  const organisations = [
    ...new Set([...calendars, ...policies].map(({ organisation }) => organisation.toLowerCase())),
  ];
  return (await detectDrift(context, organisations)).reports;
}

function tellLive(context: Context, { calendars, policies }: Lists, reports: readonly DriftReport[]): void {
  const shown = new Set([
    ...calendars.map(({ address }) => address),
    ...policies.map(({ displayName }) => displayName),
  ]);
  const brushes = context.paint();
  for (const report of reports) {
    const findings = report.findings.filter(({ calendar, policy }) => {
      const subject = calendar ?? policy;
      return subject === undefined || shown.has(subject);
    });
    context.print(
      `\n${brushes.strong("In the tenant now:")}\n${driftText({ ...report, findings }, brushes, { width: context.io.width })}`,
    );
  }
}

async function status(
  wanted: string | undefined,
  { json = false, live = false }: Options,
  context: Context,
): Promise<void> {
  const organisations = context.organisations();
  const recorded =
    wanted === undefined ? await listed(context, organisations) : await found(context, organisations, wanted);
  // of one calendar or policy, no organisation's reviews are told
  const reviews = wanted === undefined ? await dueReviews(context) : [];
  const isNothing = isEmpty(recorded);
  const show = (lists: Lists): void => {
    if (json) context.printJson(statusJson(lists.calendars, lists.policies, reviews));
    else if (isNothing) context.say("There are no calendars and policies yet: bookings up makes them.");
    else if (wanted === undefined) overview(context, lists, reviews);
    else details(context, lists);
  };
  if (!live || isNothing) {
    show(recorded);
    if (!json && !isNothing) context.say(FROM_RECORD);
    return;
  }
  let reports: readonly DriftReport[];
  try {
    reports = await readTenant(context, recorded);
  } catch (error) {
    // what is on record is known all the same
    if (!json && !context.io.signal.aborted) show(recorded);
    throw error;
  }
  show(withTenant(recorded, reports));
  if (!json) tellLive(context, recorded, reports);
}

/** `bookings status`: how calendars and user policies stand, who has still to confirm, and whose licences are not there yet. */
export const statusVerb: Verb = {
  declare(command, context) {
    command
      .argument("[calendar]", "name or address of one calendar, or name of one user policy (default: all)")
      .option("--live", "read the tenant too, and show what differs from the record")
      .option("--json", "print it as JSON (schemas/output/status.schema.json)")
      .examples([
        ["bookings status", "all calendars and policies, and who is pending"],
        ["bookings status LeedsCardiologyHeartFailure@nhs.net", "one calendar with its people"],
        ["bookings status leedscardiologyheartfailure --live", "and what differs in the tenant now"],
        ["bookings status LeedsVirtualVisits", "one user policy: who has the licence"],
      ])
      .action((wanted: string | undefined, options: Options) => status(wanted, options, context));
  },
};
