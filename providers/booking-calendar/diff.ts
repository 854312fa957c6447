import { isRecord } from "../../src/graph/wire";
import { managedFields } from "../../src/model/calendar-fields";
import { hasEnded } from "../../src/model/calendar-record";
import { compareFields, comparePeople, type ManagedTexts, type People } from "../../src/plan/compare";

/** Live states in which something remains to be done even if all fields agree. */
const UNFINISHED: readonly unknown[] = ["half-made", "deleting", "missing"];

/** Whether there is anything to do. Nothing is ever replaced: a calendar created again would lose its patients. */
export function diffCalendar(olds: unknown, news: unknown): boolean {
  if (!isRecord(olds) || !isRecord(news)) return true;
  const { live } = olds;
  if (isRecord(live) && hasEnded(live["status"])) return tombstoneDiffers(olds, news);
  return differs(olds, news) || (isRecord(live) && isUnfinished(live));
}

/** Whether someone changed a record that is locked for ever. */
export function tombstoneDiffers(olds: unknown, news: unknown): boolean {
  if (!isRecord(olds) || !isRecord(news)) return true;
  return (
    differs({ ...olds, members: {} }, news) ||
    confirmation(olds["deletion"]) !== confirmation(news["deletion"]) ||
    receiver(olds["handover"]) !== receiver(news["handover"])
  );
}

type Values = Readonly<Record<string, unknown>>;

function differs(olds: Values, news: Values): boolean {
  return (
    compareFields(textsIn(olds), textsIn(news)).length > 0 ||
    comparePeople(peopleIn(olds), peopleIn(news)).length > 0
  );
}

function isUnfinished(live: Values): boolean {
  return UNFINISHED.includes(live["status"]) || live["starterOwed"] === true || live["another"] === true;
}

function textsIn(values: Values): ManagedTexts {
  return Object.fromEntries(managedFields.map((field) => [field, textIn(values[field])]));
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function peopleIn({ members }: Values): People<string> {
  return isRecord(members) ? (members as People<string>) : {};
}

function receiver(value: unknown): string {
  const to = isRecord(value) && isRecord(value["to"]) ? value["to"]["organisation"] : undefined;
  return typeof to === "string" ? to.toLowerCase() : "";
}

function confirmation(value: unknown): string {
  const { confirm, reason, withFutureAppointments } = isRecord(value) ? value : {};
  return JSON.stringify([confirm ?? "", reason ?? "", withFutureAppointments === true]);
}
