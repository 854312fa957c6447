import { managedFields, valuesOf } from "../../../src/model/calendar-fields";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { compareFields, comparePeople, type PersonKey } from "../../../src/plan/compare";
import type { JournalAction, JournalEvent } from "../../../src/records/journal";
import { begunFirst } from "../../before-calls";
import { type JournaledChange, journaled } from "../../journaled";
import type { CalendarContext } from "../context";
import { parseInputs, parseRecord } from "./parse-record";
import { PartlyDone } from "./partly-done";

/** Does something with a calendar, and notes that it begins and what came of it. */
export async function withJournal<T extends { readonly outs: CalendarRecord }>(
  context: CalendarContext,
  olds: unknown,
  news: unknown,
  work: (context: CalendarContext) => Promise<T>,
): Promise<T> {
  const inputs = parseInputs(news);
  const before = olds === undefined ? undefined : parseRecord(olds);
  const { organisation, address: calendar, status } = inputs;
  let existed = false;
  const action = (after?: CalendarRecord): JournalAction =>
    existed ? "complete" : actionOf(before, inputs, after);
  const noticing = {
    ...context,
    existed: () => {
      existed = true;
    },
  };
  const change: JournaledChange<CalendarRecord> = {
    ...{ PartlyDone, records: context.records, organisation, name: calendar },
    isOnRecord: before !== undefined,
    begun: () => {
      const planned = changes(before, inputs, sameAccount(context, before));
      return { calendar, what: action(), ...planned, outcome: "begun" };
    },
    ended: (end, after) => {
      const what = action(after);
      const done = after && changes(before, after, sameRow(before, after));
      return { calendar, what, ...end, ...whyOf(what, inputs), ...done };
    },
    standing: (after) => {
      if (action(after) !== "complete") return undefined;
      return { fields: valuesOf(managedFields, (field) => after[field]), people: after.members };
    },
  };
  return journaled(change, (begin) => {
    // a deletion notes its beginning itself, with the backup
    if (status === "deleted") return work(noticing);
    return work({ ...noticing, writer: (name) => begunFirst(context.writer(name), begin) });
  });
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
