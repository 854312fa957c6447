import { toAddress } from "./address";

/** One text of a calendar, and everything that any part of the program has to know of it. */
export interface CalendarField {
  /** What people call it. */
  readonly label: string;
  /** Who says what it is: a spec's own line, the names in a spec, or the tenant's spec. */
  readonly from: "spec" | "names" | "tenant";
  /** Where a spec's problem with it is shown. */
  readonly pointer: string;
  /** What Graph calls it on a booking business; absent where it is not a property of one. */
  readonly graph?: "displayName" | "email" | "phone" | "businessType";
  readonly comparison: "exact" | "ignore-case";
  /** Whether it may change once the calendar exists. */
  readonly editable: boolean;
  /** Whether it can no longer change once the calendar is deleted. */
  readonly lockedByTombstone: boolean;
  /** Whether a change in the tenant is drift. */
  readonly drift: boolean;
  /** Compared only where something is asked for: what the tenant has is left alone otherwise. */
  readonly ifAsked?: true;
  /** What records of versions that did not know it yet are read as; absent: every record has it. */
  readonly before?: string;
}

const identity = {
  comparison: "exact",
  editable: false,
  lockedByTombstone: false,
  drift: false,
} as const;

const editable = { comparison: "exact", editable: true, lockedByTombstone: true, drift: true } as const;

/**
 * The fields of a calendar, in the order in which people read them. Comparing, writing to Graph, records, journal, drift,
 * tombstones, lists and labels are loops over it, and the types of specs, inputs and records are made from it. Hours, services and pages belong to the calendar's admins.
 */
export const calendarFields = {
  tenantId: { label: "The tenant", from: "tenant", pointer: "", ...identity },
  organisation: { label: "The organisation", from: "names", pointer: "", ...identity },
  serviceArea: { label: "The service area", from: "names", pointer: "/serviceArea", ...identity },
  clinicName: { label: "The clinic name", from: "names", pointer: "/clinicName", ...identity },
  address: { label: "The address", from: "names", pointer: "/clinicName", ...identity },
  displayName: {
    label: "Display name",
    from: "names",
    pointer: "/clinicName",
    graph: "displayName",
    ...editable,
  },
  status: { label: "Status", from: "names", pointer: "/status", ...editable, drift: false, before: "active" },
  replyTo: {
    label: "Reply address",
    from: "spec",
    pointer: "/replyTo",
    graph: "email",
    ...editable,
    comparison: "ignore-case",
  },
  phone: { label: "Phone number", from: "spec", pointer: "/phone", graph: "phone", ...editable, before: "" },
  // of adopted calendars only: every calendar that is created carries one from its first moment
  marker: {
    label: "Marker",
    from: "names",
    pointer: "/adopted/mark",
    graph: "businessType",
    ...editable,
    comparison: "ignore-case",
    lockedByTombstone: false,
    ifAsked: true,
    before: "",
  },
  // a deleted calendar has none: what viewers see is the tenant's setting
  viewerRole: {
    label: "Viewers see",
    from: "tenant",
    pointer: "",
    ...editable,
    lockedByTombstone: false,
    drift: false,
  },
} as const satisfies Record<string, CalendarField>;

type Table = typeof calendarFields;
type FieldsWith<Row> = { [K in keyof Table]: Table[K] extends Row ? K : never }[keyof Table];

/** Every text of a calendar. */
export type TextField = keyof Table;
/** A field that may differ between specs and tenant. */
export type ManagedField = FieldsWith<{ readonly editable: true }>;
/** A field that Graph holds. */
export type GraphField = FieldsWith<{ readonly graph: string }>;
/** A field that an LA writes as a text of its own. */
export type SpecField = FieldsWith<{ readonly from: "spec" }>;

/** A field that each calendar has for itself. */
export type OwnField = FieldsWith<{ readonly from: "spec" | "names" }>;

/** A field of a spec that records of older versions may lack. */
export type LaterField = Extract<SpecField, FieldsWith<{ readonly before: string }>>;

/** Texts of a calendar by field. */
export type Values<Field extends string> = Readonly<Record<Field, string>>;

/** The table's row, with everything that a row may have. */
export const rowOf = (field: keyof Table): CalendarField => calendarFields[field];

const names = Object.keys(calendarFields) as (keyof Table)[];
const fieldsWhere = <Field extends keyof Table>(holds: (row: CalendarField) => boolean): readonly Field[] =>
  names.filter((name) => holds(rowOf(name))) as Field[];

export const textFields: readonly TextField[] = names;
/** What a calendar is and stays, with what people call it. */
export const fixedLabels: Readonly<Record<string, string>> = Object.fromEntries(
  names.filter((name) => !rowOf(name).editable).map((name) => [name, rowOf(name).label]),
);
export const managedFields = fieldsWhere<ManagedField>(({ editable }) => editable);
export const graphFields = fieldsWhere<GraphField>(({ graph }) => graph !== undefined);
export const ownFields = fieldsWhere<OwnField>(({ from }) => from !== "tenant");
export const specFields = fieldsWhere<SpecField>(({ from }) => from === "spec");
export const lockedFields = fieldsWhere<ManagedField>(({ lockedByTombstone }) => lockedByTombstone);

/** Some of the fields, each with its value. */
export function valuesOf<Field extends string>(
  fields: readonly Field[],
  value: (field: Field) => string,
): Values<Field> {
  return Object.fromEntries(fields.map((field) => [field, value(field)])) as Record<Field, string>;
}

/** Whether two values of a field are the same. */
export function isSameValue(field: keyof Table, one: string, other: string): boolean {
  return calendarFields[field].comparison === "ignore-case"
    ? toAddress(one) === toAddress(other)
    : one === other;
}
