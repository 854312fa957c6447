import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import {
  type Decision,
  decisionWords,
  dueReviews,
  parseReview,
  type Review,
  reviewsIn,
  reviewText,
} from "../../../audit/review";
import { makeFolder } from "../../../files/make-folder";
import { writeFileAtomically } from "../../../files/write-file";
import type { BookingCalendar } from "../../../model/booking-calendar";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { counted } from "../../../report/phrases";
import { editSpec, type SpecEdit } from "../../../spec/edit-spec";
import { diskFiles } from "../../../spec/spec-files";
import { type Context, today } from "../../context";
import { type Edit, editsFor, writeEdits } from "../../edit-specs";
import { specEstate } from "../../listed";
import { ORGANISATIONS, type Verb } from "../../verb";

function start(named: readonly string[], context: Context): void {
  const { root } = context;
  const day = today(context.io);
  for (const { organisation, calendars } of specEstate(root, context.organisations(named)).organisations) {
    const file = join("reviews", organisation.stack, `${day}.yaml`);
    if (existsSync(join(root, file)))
      refuse(problem("review-exists", { file: relative(context.io.cwd, join(root, file)) }));
    const active = calendars.filter(({ status }) => status === "active");
    const text = reviewText(
      organisation.stack,
      day,
      active.map(({ address, members }) => ({ calendar: address, members })),
    );
    makeFolder(join(root, "reviews", organisation.stack));
    writeFileAtomically(join(root, file), text, 0o644);
    const shown = relative(context.io.cwd, join(root, file));
    context.say(`${shown}: fill in a decision for each person, then: bookings review finish ${shown}`);
  }
}

function missingIn({ reviewer, next = "", decisions }: Review): string[] {
  const isKnown = (decision = ""): boolean => decisionWords.some((word) => word === decision);
  return [
    ...(reviewer ? [] : ["reviewer"]),
    ...(/^\d{4}-\d\d-\d\d$/.test(next) && !Number.isNaN(Date.parse(next)) ? [] : ["next"]),
    ...decisions
      .filter(({ decision }) => !isKnown(decision))
      .map(
        ({ calendar, person, decision }) => `${person} on ${calendar}${decision ? ` (“${decision}”)` : ""}`,
      ),
  ];
}

function changesFor({ person, role, decision }: Decision): SpecEdit[] {
  const listOf = (of: string): string => (of === "admin" ? "admins" : "viewers");
  if (decision === "keep" || decision === role) return [];
  const drop: SpecEdit = { drop: listOf(role), entry: person };
  return decision === "remove" ? [drop] : [{ add: listOf(decision ?? ""), entry: person }, drop];
}

/** Decisions are about what was reviewed: where the specs have changed since, they say nothing. */
function strayIn({ decisions }: Review, calendars: ReadonlyMap<string, BookingCalendar>): string[] {
  const reviewed = new Set(decisions.map(({ calendar, person }) => `${calendar} ${person}`.toLowerCase()));
  const stray = decisions.flatMap(({ calendar, person, role }) => {
    const members: Readonly<Record<string, string>> = calendars.get(calendar.toLowerCase())?.members ?? {};
    return members[person.toLowerCase()] === role ? [] : [`${person} is not ${role} of ${calendar}`];
  });
  const added = [...calendars.values()].flatMap(({ address, status, members }) =>
    status === "deleted"
      ? []
      : Object.keys(members)
          .filter((person) => !reviewed.has(`${address} ${person}`.toLowerCase()))
          .map((person) => `${person} on ${address} was not reviewed`),
  );
  return [...stray, ...added];
}

function finish(named: string, context: Context): void {
  const { root } = context;
  const path = resolve(context.io.cwd, named);
  const file = relative(context.io.cwd, path);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const review = parseReview(file, text) ?? refuse(problem("review-not-a-review", { file: named }));
  if (review.finished) refuse(problem("review-finished", { file }));
  const missing = missingIn(review);
  if (missing.length > 0) refuse(problem("review-incomplete", { file, missing }));
  const [stack] = context.organisations([review.organisation]);
  const [model] = specEstate(root, stack ? [stack] : []).organisations;
  const calendars = new Map((model?.calendars ?? []).map((one) => [one.address.toLowerCase(), one]));
  const stray = strayIn(review, calendars);
  if (stray.length > 0) refuse(problem("review-spec-changed", { file, what: stray }));
  const edits = specEdits(root, review, calendars);
  writeEdits(root, edits);
  const done = editSpec(text, [{ set: "finished", to: today(context.io) }]);
  writeFileAtomically(path, done, 0o644);
  context.say(
    `${counted(edits.length, "spec")} changed, and ${file} says that the review is finished. Commit both and have them reviewed.`,
  );
}

function specEdits(
  root: string,
  { decisions }: Review,
  calendars: ReadonlyMap<string, BookingCalendar>,
): Edit[] {
  const fileOf = ({ calendar }: Decision) => calendars.get(calendar.toLowerCase())?.source.file;
  const changes = [...Map.groupBy(decisions, fileOf)].flatMap(([file, some]) => {
    const edits = some.flatMap(changesFor);
    return file === undefined || edits.length === 0
      ? []
      : [{ file, change: (text: string) => editSpec(text, edits) }];
  });
  return editsFor(root, changes);
}

/** The reviews that are due today. */
export function reviewsDue(context: Context, named: readonly string[] = []) {
  const { root } = context;
  const reviews = existsSync(join(root, "reviews")) ? reviewsIn(diskFiles, root) : [];
  return dueReviews(context.organisations(named), reviews, today(context.io));
}

function due(named: readonly string[], context: Context): void {
  const all = reviewsDue(context, named);
  for (const { organisation, due: since } of all) context.print(`${organisation}\t${since}\n`);
  if (all.length === 0) context.say("No access review is due.");
}

const STARTED = ["bookings review start leeds", "write a file for the decisions"] as const;
const FINISHED = ["bookings review finish reviews/leeds/2026-11-30.yaml", "apply them to the specs"] as const;
const DUE = ["bookings review due", "whose review is due"] as const;

/** `bookings review`: who is on which calendar, looked at by a person at intervals. */
export const reviewVerb: Verb = {
  declare(command, context) {
    command
      .command("start")
      .description("write a file with everyone who is on a calendar, for the decisions")
      .argument(...ORGANISATIONS)
      .examples([STARTED])
      .action((named: string[]) => start(named, context));
    command
      .command("finish")
      .description("write the decisions of a review into the specs")
      .argument("<file>", "the review's file")
      .examples([FINISHED])
      .action((file: string) => finish(file, context));
    command
      .command("due")
      .description("list the organisations whose review is due")
      .argument(...ORGANISATIONS)
      .examples([DUE])
      .action((named: string[]) => due(named, context));
    command.examples([STARTED, FINISHED, DUE]);
  },
};
