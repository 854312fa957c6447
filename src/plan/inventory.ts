import type { BookingCalendar } from "../model/booking-calendar";
import { type LaterField, rowOf, type SpecField, specFields, type Values } from "../model/calendar-fields";
import type { UserPolicy } from "../model/user-policy";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import type { RoleWord } from "./change";

/** The texts that specs asked for. Absent is what inventories of older versions did not hold. */
export type AskedValues = Values<Exclude<SpecField, LaterField>> & Partial<Values<LaterField>>;

/** Only those texts. */
export function askedValues(values: AskedValues): AskedValues {
  return Object.fromEntries(
    specFields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])),
  ) as unknown as AskedValues;
}

/**
 * What one run leaves for the next: every calendar that the specs asked for, by its name.
 * It records what was asked, not what was reached (a failed run leaves it too), so whoever concludes anything
 * from an entry without a spec has to look in the tenant first.
 */
export interface InventoryEntry
  extends AskedValues,
    Pick<BookingCalendar, "address" | "status" | "serviceArea" | "clinicName"> {
  readonly file: string;
  readonly members: Readonly<Record<string, RoleWord>>;
  /** What locks a deleted one. Absent in inventories that older versions left. */
  readonly tombstone?: TombstoneLock;
  /** The organisation that a calendar was handed over to. */
  readonly handedTo?: string;
}

/** What a tombstone says and must say for ever. */
export interface TombstoneLock extends Partial<Values<SpecField>> {
  readonly confirm: string;
  /** A digest: the text may be long, and stands in git. */
  readonly reason: string;
}

/** A user policy as the specs asked for it. */
export interface PolicyEntry extends Pick<UserPolicy, "displayName" | "baseLicence" | "status"> {
  readonly file: string;
  readonly policyName: string;
  readonly users: readonly string[];
  /** Absent in inventories that older versions left. */
  readonly applications?: readonly string[];
  /** It was being taken over, and not all its people were listed yet. */
  readonly additive?: true;
}

export interface Inventory {
  readonly schema: 1;
  readonly tenantId: string;
  /** Graph's role for viewers when these calendars were last applied. */
  readonly viewerRole: string;
  /** Absent in inventories that older versions left: those organisations were in use. */
  readonly organisation?: "active" | "deleted";
  readonly calendars: Readonly<Record<string, InventoryEntry>>;
  /** Absent in inventories that older versions left. */
  readonly policies?: Readonly<Record<string, PolicyEntry>>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const ENTRY_TEXTS = [
  "file",
  "address",
  "status",
  "serviceArea",
  "clinicName",
  ...specFields.filter((field) => rowOf(field).before === undefined),
];

const isEntry = (value: unknown): value is InventoryEntry =>
  isRecord(value) && ENTRY_TEXTS.every((key) => typeof value[key] === "string") && isRecord(value["members"]);

const POLICY_TEXTS = ["file", "displayName", "policyName", "baseLicence", "status"] as const;

const isPolicyEntry = (value: unknown): value is PolicyEntry =>
  isRecord(value) &&
  POLICY_TEXTS.every((key) => typeof value[key] === "string") &&
  Array.isArray(value["users"]);

const arePolicies = (value: unknown): boolean =>
  value === undefined || (isRecord(value) && Object.values(value).every(isPolicyEntry));

/** Narrows a stack output to an inventory. `undefined` in, `undefined` out: a stack that never ran has none. */
export function readInventory(output: unknown): Inventory | undefined {
  if (output === undefined || output === null) return undefined;
  const calendars = isRecord(output) ? output["calendars"] : undefined;
  const readable =
    isRecord(output) &&
    output["schema"] === 1 &&
    isRecord(calendars) &&
    Object.values(calendars).every(isEntry) &&
    arePolicies(output["policies"]);
  // A record we cannot read is not an empty record: going on would forget every lock it holds.
  if (!readable) throw VisibleError.of(problem("inventory-unreadable", {}));
  return output as unknown as Inventory;
}
