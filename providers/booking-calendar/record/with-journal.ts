import { managedFields } from "../../../src/model/calendar-fields";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { compareFields, comparePeople, type ManagedTexts, type PersonKey } from "../../../src/plan/compare";
import type { JournalAction, JournalEvent } from "../../../src/records/journal";
import { type Standing, settlement } from "../../../src/records/settle";
import { begunFirst } from "../../before-calls";
import { noted } from "../../noted";
import { once } from "../../once";
import type { CalendarContext } from "../context";
import { parseInputs, parseRecord } from "./parse-record";
import { PartlyDone } from "./partly-done";

/**
 * Does something, and notes what came of it: nothing is done that cannot be noted. That it begins is noted before the
 * first write, so that a run which dies in the middle leaves a line too.
 */
export async function withJournal<T extends { readonly outs: CalendarRecord }>(
  context: CalendarContext,
  olds: unknown,
  news: unknown,
  work: (context: CalendarContext) => Promise<T>,
): Promise<T> {
  const { records } = context;
  const inputs = parseInputs(news);
  const before = olds === undefined ? undefined : parseRecord(olds);
  const { organisation, address } = inputs;
  let existed = false;
  const action = (after?: CalendarRecord): JournalAction =>
    existed ? "complete" : actionOf(before, inputs, after);
  await records.assertWritable(organisation);
  const tell = (event: Omit<JournalEvent, "calendar" | "what">, after?: CalendarRecord): Promise<void> => {
    const what = action(after);
    const died = before && event.outcome === "done" ? records.diedOver(organisation, address) : undefined;
    if (died && after && what === "complete")
      return records.note(organisation, settlement(died, standingOf(after)));
    return records.note(organisation, {
      calendar: address,
      what,
      ...event,
      ...whyOf(what, inputs),
      ...(after && changes(before, after, sameRow(before, after))),
    });
  };
  const noticing = {
    ...context,
    existed: () => {
      existed = true;
    },
  };
  return noted(PartlyDone, tell, () => work(announceFirstWrite(noticing, inputs, before, action)));
}

/** How a calendar stands that was as its specs ask: what a run that died had begun is done then. */
function standingOf(record: CalendarRecord): Standing {
  const texts: ManagedTexts = record;
  return {
    fields: Object.fromEntries(managedFields.map((field) => [field, texts[field]])),
    people: record.members,
  };
}

/**
 * A deletion notes its beginning itself, with the backup; for the rest the first write does, with what is to change: where
 * the run dies, a later one can say what was done.
 */
function announceFirstWrite(
  context: CalendarContext,
  inputs: CalendarInputs,
  before: CalendarRecord | undefined,
  what: () => JournalAction,
): CalendarContext {
  const { organisation, address, status } = inputs;
  if (status === "deleted") return context;
  const begin = once(() => {
    const event = {
      calendar: address,
      what: what(),
      ...changes(before, inputs, sameAccount(context, before)),
    };
    return context.records.announce(organisation, { ...event, outcome: "begun" });
  });
  return { ...context, writer: (name) => begunFirst(context.writer(name), begin) };
}

/** Why a calendar goes, and the other organisation of one that passes. */
function whyOf(
  what: JournalAction,
  { status, deletion, handover }: CalendarInputs,
): Pick<JournalEvent, "reason" | "other"> {
  if (status === "deleted") return deletion ? { reason: deletion.reason } : {};
  if (what === "take-over") return handover?.from ? { other: handover.from.organisation } : {};
  if (what !== "hand-over") return {};
  const { to, reason } = handover ?? {};
  return { ...(reason !== undefined && { reason }), ...(to && { other: to.organisation }) };
}

function actionOf(
  before: CalendarRecord | undefined,
  { status, handover }: CalendarInputs,
  after?: CalendarRecord,
): JournalAction {
  if (status === "handed-over") return "hand-over";
  const isElsewhere = before === undefined || before.live.status === "handed-over";
  if (status === "active" && handover?.from && isElsewhere) return "take-over";
  if (before === undefined) return status === "deleted" ? "record" : "create";
  if (status === "deleted") {
    // what the tenant lost before is only recorded
    return before.live.status === "missing" ? "record" : "delete";
  }
  if (before.live.status === "missing") return "recreate";
  const { fields, people } = changes(before, after ?? before, sameRow(before, after));
  return after && fields.length + people.length === 0 ? "complete" : "update";
}

const staffOf = (record: CalendarRecord | undefined) => Object.entries(record?.live.staff ?? {});

/** Whoever has one row of Graph's before and after is one person, listed under whichever of their addresses. */
function sameRow(before: CalendarRecord | undefined, after: CalendarRecord | undefined): PersonKey {
  const rows = new Map([...staffOf(after), ...staffOf(before)].map(([address, { id }]) => [address, id]));
  return (address) => rows.get(address.toLowerCase()) ?? address.toLowerCase();
}

/** The same before anything is written, by what this process has learnt of people's accounts. */
function sameAccount(
  { memory: { people } }: Pick<CalendarContext, "memory">,
  before: CalendarRecord | undefined,
): PersonKey {
  const known = new Map(staffOf(before).map(([address, { person }]) => [address, person]));
  return (address) => known.get(address.toLowerCase()) ?? people.idOf(address) ?? address.toLowerCase();
}

function changes(
  before: CalendarRecord | undefined,
  after: CalendarRecord | CalendarInputs,
  keyOf: PersonKey,
) {
  const members: CalendarRecord["members"] = before?.members ?? {};
  return {
    fields: compareFields(before ?? {}, { ...after }).map(({ field, ...difference }) => ({
      field,
      ...fromTo(difference),
    })),
    people: comparePeople(members, after.members, keyOf).map(({ address, ...difference }) => ({
      address,
      ...fromTo(difference),
    })),
  };
}

function fromTo({ from, to }: { readonly from?: string; readonly to?: string }) {
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}
