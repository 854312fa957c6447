import { createHash } from "node:crypto";
import type { BookingCalendar } from "../model/booking-calendar";
import { isSameValue, rowOf, specFields } from "../model/calendar-fields";
import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { Inventory, InventoryEntry, TombstoneLock } from "../plan/inventory";
import { askedValues } from "../plan/inventory";
import { startOf } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { policyEntries } from "./compare-policies";

/** A calendar that was to be deleted or handed over and is wanted again. Refused, unless that never happened. */
export interface Revived {
  readonly entry: InventoryEntry;
  readonly calendar: BookingCalendar;
}

interface InventoryComparison {
  readonly problems: readonly Problem[];
  readonly revived: readonly Revived[];
  /**
   * Recorded calendars that no spec names any more, and that no spec in the same file explains. Whether these are errors
   * depends on whether the calendar was ever made: the tenant must be asked.
   */
  readonly vanished: readonly InventoryEntry[];
}

/** The parts of a calendar's address that an LA writes, with the words for them. */
const IDENTITY = [
  { key: "serviceArea", field: "service area" },
  { key: "clinicName", field: "clinic name" },
] as const;

function identityProblems(entry: InventoryEntry, calendar: BookingCalendar): Problem[] {
  return IDENTITY.filter(({ key }) => entry[key] !== calendar[key]).map(({ key, field }) => {
    const args = { address: entry.address, field, from: entry[key], to: calendar[key] };
    return problem("calendar-identity-changed", args, calendar.placeOf(`/${key}`));
  });
}

function tenantProblems(before: Inventory, tenant: Tenant): Problem[] {
  if (before.tenantId.toLowerCase() === tenant.tenantId.toLowerCase()) return [];
  const args = { recorded: before.tenantId, specs: tenant.tenantId };
  return [problem("tenant-changed", args, tenant.placeOf("/tenantId"))];
}

/**
 * What the specs say now against what the last run recorded: revived, renamed and vanished calendars. Pure.
 * `broken` are files in which a part could not be understood: what they describe has not vanished.
 */
export function compareWithInventory(
  before: Inventory | undefined,
  tenant: Tenant,
  { calendars }: OrganisationModel,
  broken: ReadonlySet<string> = new Set(),
): InventoryComparison {
  if (before === undefined) return { problems: [], vanished: [], revived: [] };
  const now = new Map(calendars.map((calendar) => [calendar.name, calendar]));
  const newByFile = new Map(
    calendars
      .filter(({ name }) => !(name in before.calendars))
      .map((calendar) => [calendar.source.file, calendar]),
  );
  const problems: Problem[] = [...tenantProblems(before, tenant), ...reusedAddresses(before, calendars)];
  const vanished: InventoryEntry[] = [];
  const revived: Revived[] = [];
  for (const [name, entry] of Object.entries(before.calendars)) {
    const calendar = now.get(name);
    const heir = newByFile.get(entry.file);
    if (calendar && isRevived(entry, calendar)) revived.push({ entry, calendar });
    else if (calendar) problems.push(...changedLockProblems(entry, calendar));
    else if (heir) problems.push(...identityProblems(entry, heir));
    else if (!broken.has(entry.file)) vanished.push(entry);
  }
  return { problems, vanished, revived };
}

const isRevived = ({ status }: InventoryEntry, calendar: BookingCalendar): boolean =>
  status !== "active" &&
  calendar.status !== status &&
  // what was handed over may come back the same way
  !(status === "handed-over" && calendar.handover?.from);

/** An edited tombstone, or another spelling that would change the display name. */
function changedLockProblems(entry: InventoryEntry, calendar: BookingCalendar): Problem[] {
  if (entry.address !== calendar.address) return identityProblems(entry, calendar);
  return entry.status === "deleted" ? tombstoneEdits(entry, calendar) : [];
}

/** Calendars under another name that stand at a deleted one's address: only adopted ones can. */
function reusedAddresses(before: Inventory, calendars: readonly BookingCalendar[]): Problem[] {
  const deleted = Object.entries(before.calendars).filter(([, { status }]) => status === "deleted");
  return calendars.flatMap((calendar) => {
    const address = calendar.address.toLowerCase();
    const other = deleted.find(
      ([name, entry]) => name !== calendar.name && entry.address.toLowerCase() === address,
    );
    if (!other) return [];
    const args = { address: calendar.address, deleted: other[0] };
    return [problem("deleted-address-reused", args, calendar.placeOf("/adopted/address"))];
  });
}

/** The problem of a tombstone that asks for its calendar again. */
export function revivedProblem({ entry: { address, status, handedTo = "" }, calendar }: Revived): Problem {
  const at = calendar.placeOf("/status");
  return status === "handed-over"
    ? problem("handover-is-locked", { address, to: handedTo }, at)
    : problem("tombstone-revived", { address }, at);
}

/** The problem of a calendar whose spec vanished, once the tenant has said whether it was ever made. */
export function vanishedProblem(entry: InventoryEntry, neverMade: boolean): Problem {
  const args = { address: entry.address, file: entry.file };
  // the file is gone, so the place is where it used to begin
  const at = startOf(entry.file);
  if (entry.status === "deleted") return problem("tombstone-vanished", args, at);
  if (entry.status === "handed-over") return problem("handover-vanished", args, at);
  return problem(neverMade ? "vanished-calendar-never-made" : "calendar-spec-vanished", args, at);
}

function entryOf(calendar: BookingCalendar): InventoryEntry {
  const { address, status, serviceArea, clinicName, members, source, handover } = calendar;
  const handedTo = handover?.to?.organisation;
  const tombstone = tombstoneLock(calendar);
  const names = { file: source.file, address, status, serviceArea, clinicName };
  const fields = { ...names, ...askedValues(calendar), members };
  return { ...fields, ...(tombstone && { tombstone }), ...(handedTo !== undefined && { handedTo }) };
}

/** The inventory that this run leaves. Of calendars that it held back it keeps what the last one left: `kept`. */
export function inventoryOf(
  tenant: Tenant,
  model: OrganisationModel,
  kept: Inventory["calendars"] = {},
): Inventory {
  const entries = model.calendars.map((calendar) => [calendar.name, entryOf(calendar)] as const);
  const { tenantId, viewerRole } = tenant;
  return {
    schema: 1,
    tenantId,
    viewerRole,
    organisation: model.organisation.status,
    calendars: { ...Object.fromEntries(entries), ...kept },
    policies: policyEntries(model),
  };
}

/** What is remembered of a deleted calendar, so that no one rewrites why it went. */
function tombstoneLock({ deletion }: BookingCalendar): TombstoneLock | undefined {
  if (!deletion) return undefined;
  const { confirm, reason } = deletion;
  return { confirm, reason: createHash("sha256").update(reason).digest("hex").slice(0, 16) };
}

/** What an LA wrote and must not change after the deletion. */
const lockedTexts = specFields.filter((field) => rowOf(field).lockedByTombstone);

/** Every field of a tombstone that was changed after the calendar was deleted, each with its line. Pure. */
export function tombstoneEdits(entry: InventoryEntry, calendar: BookingCalendar): Problem[] {
  const was = entry.tombstone;
  const is = tombstoneLock(calendar);
  const { address } = entry;
  const { file } = calendar.source;
  const texts = lockedTexts.flatMap((field) => {
    const [old, now] = [entry[field] ?? was?.[field], calendar[field]];
    if (old === undefined || now === undefined || isSameValue(field, old, now)) return [];
    const at = calendar.placeOf(rowOf(field).pointer);
    return [problem("tombstone-edited", { address, field, file, old }, at)];
  });
  const words = (["confirm", "reason"] as const).flatMap((key) => {
    if (was?.[key] === undefined || !is || was[key] === is[key]) return [];
    // of the reason only a digest is known
    const args = { address, field: `deletion.${key}`, file, old: key === "reason" ? undefined : was[key] };
    return [problem("tombstone-edited", args, calendar.placeOf(`/deletion/${key}`))];
  });
  return [...texts, ...words];
}
