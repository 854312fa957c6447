import type { ProblemCode } from "../problem/problem";

/** What a policy's record in the state says of it besides the inputs. */
export interface LivePolicyRecord {
  /** `retiring`: its end has begun. `missing`: the tenant lost its group. */
  readonly status: "active" | "retiring" | "deleted" | "missing";
  readonly group: string;
  /** Names of the plans that are on in its assignment: what is off is recomputed, never stored. */
  readonly plans: readonly string[];
  /** Plans that no one asked for and that Graph wants beside them; every member had them already. */
  readonly helperPlans: readonly string[];
  /** People the directory could not give what the policy has, and its word for why. */
  readonly failures: Readonly<Record<string, string>>;
  /** The directory had not finished with everybody when the run ended. */
  readonly processing?: true;
  /** People where the directory has not yet said what became of the licence. Absent in records of older versions. */
  readonly waiting?: readonly string[];
  /** How many people are in a group that is being taken over, and are not listed yet. */
  readonly unlisted?: number;
  /** Part numbers of other licences that someone has given to one of our groups. */
  readonly otherLicences?: readonly string[];
  /** Names of groups that someone has put into its group. */
  readonly nestedGroups?: readonly string[];
  /** By the address under which someone is listed: the id of the account that had it then. Absent in records of older versions. */
  readonly persons?: Readonly<Record<string, string>>;
  /** Listed addresses that those accounts no longer have, with the accounts' primary addresses. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Listed people who are of another organisation by now, with what the directory calls that one. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** A policy's outputs: inputs as they are in the tenant, and what is only known there. */
export interface PolicyRecord extends PolicyInputs {
  /** Of this layout: older ones stay readable. */
  readonly schema: 1;
  readonly id: string;
  readonly live: LivePolicyRecord;
}

/** What is on: address → true, application → true. Maps, so that a preview shows exactly what is added and removed. */
export type Switches = Readonly<Record<string, true>>;

/** What the program asks for, and what a refresh rewrites to what it found. Plain values only. */
export interface PolicyInputs {
  readonly tenantId: string;
  /** Short name as displayed. */
  readonly organisation: string;
  /** The user attribute that tells the organisation, and what it holds for this one. */
  readonly organisationAttribute: "companyName" | "department" | "officeLocation";
  readonly directoryName: string;
  /** The policy's name as the spec says it. */
  readonly policyName: string;
  /** Organisation and name by the naming rule: the group's name. */
  readonly displayName: string;
  /** Microsoft's part number of the base licence. */
  readonly licence: string;
  readonly applications: Switches;
  /** Addresses in lower case. */
  readonly users: Switches;
  readonly grantsLicence: boolean;
  /** `missing` is never asked for: a refresh says it of a group that the tenant lost. */
  readonly status: "active" | "deleted" | "missing";
  readonly adopt?: { readonly group: string; readonly complete: boolean };
  readonly deletion?: { readonly confirm: string; readonly reason: string };
}

/** Keys of what is on, in a stable order. */
export function switchesOf(names: Iterable<string>): Switches {
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, true as const]));
}

interface FieldRow {
  /** What people call it. */
  readonly label: string;
  /** Where Graph keeps it, or that it does not. */
  readonly graph: string;
  readonly holds: "text" | "flag" | "set" | "block";
  /** `fixed` may never differ from the first run; `context` says where the policy lives and is no difference. */
  readonly change: "editable" | "fixed" | "context";
  /** A retired policy no longer differs in it. */
  readonly lockedByTombstone: boolean;
  /** The problems that drift in it is; false: not reported as drift of its own. */
  readonly drift:
    | false
    | { readonly on: ProblemCode; readonly off: ProblemCode; readonly extra: "changed" | "unmanaged" };
  /** How a set reads in texts, and how the journal lists it. */
  readonly set?: { readonly add: string; readonly remove: string; readonly journal: "people" | "field" };
}

const context = { change: "context", lockedByTombstone: true, drift: false } as const;
const fixed = { holds: "text", change: "fixed", lockedByTombstone: true, drift: false } as const;
const editable = { change: "editable", lockedByTombstone: true, drift: false } as const;

/** Every field of a user policy that is written to Graph, compared or recorded. Everything else loops over this table. */
export const policyFields = {
  tenantId: { label: "tenant", graph: "(the sign-in's tenant)", ...fixed },
  organisation: { label: "organisation", graph: "administrativeUnit.displayName", ...fixed },
  organisationAttribute: {
    label: "organisation attribute",
    graph: "(name of a user's property)",
    holds: "text",
    ...context,
  },
  directoryName: { label: "directory name", graph: "user.companyName", holds: "text", ...context },
  policyName: { label: "name", graph: "group.displayName", ...fixed },
  displayName: { label: "group name", graph: "group.displayName", holds: "text", ...editable },
  licence: { label: "base licence", graph: "group.assignedLicenses.skuId", ...fixed },
  applications: {
    label: "applications",
    graph: "group.assignedLicenses.disabledPlans",
    holds: "set",
    ...editable,
    drift: { on: "drift-application-on", off: "drift-application-off", extra: "changed" },
    set: { add: "Switch on", remove: "Switch off", journal: "field" },
  },
  users: {
    label: "users",
    graph: "group.members",
    holds: "set",
    ...editable,
    drift: { on: "drift-policy-user-unmanaged", off: "drift-policy-user-missing", extra: "unmanaged" },
    set: { add: "Add", remove: "Remove", journal: "people" },
  },
  grantsLicence: { label: "grants the licence", graph: "(not stored)", holds: "flag", ...editable },
  status: {
    label: "status",
    graph: "(group is there)",
    holds: "text",
    ...editable,
    lockedByTombstone: false,
  },
  adopt: { label: "adopted group", graph: "group.id", holds: "block", ...editable },
  deletion: { label: "deletion", graph: "(not stored)", holds: "block", ...context },
} as const satisfies Record<keyof PolicyInputs, FieldRow>;

type PolicyField = keyof typeof policyFields;

/** The fields that are sets of names. */
export type PolicySet = {
  [F in PolicyField]: (typeof policyFields)[F]["holds"] extends "set" ? F : never;
}[PolicyField];

const rows = Object.entries(policyFields) as [PolicyField, FieldRow][];

/** The fields whose row is as asked. */
export const policyFieldsWhere = (wanted: (row: FieldRow) => boolean): PolicyField[] =>
  rows.flatMap(([field, row]) => (wanted(row) ? [field] : []));

export const policySets = policyFieldsWhere(({ holds }) => holds === "set") as PolicySet[];

type Fields = Readonly<Record<string, unknown>>;

const namesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
};

const isComplete = (adopt: unknown): boolean =>
  typeof adopt !== "object" || adopt === null || !("complete" in adopt) || adopt.complete === true;

const same: Readonly<Record<FieldRow["holds"], (one: unknown, other: unknown) => boolean>> = {
  text: (one, other) => one === other,
  flag: (one, other) => one === other,
  set: (one, other) => setChanges(one, other).length === 0,
  block: (one, other) => isComplete(one) === isComplete(other),
};

/** Something remains to be done of a policy even if all fields agree. */
export function isUnfinished(live: unknown): boolean {
  if (typeof live !== "object" || live === null) return true;
  const { failures, processing, status }: Partial<LivePolicyRecord> = live;
  return (
    Object.keys(failures ?? {}).length > 0 ||
    processing === true ||
    ["missing", "retiring"].includes(String(status))
  );
}

/** The fields in which two sides differ: the only comparison of policies, for preview, provider and drift. */
export function differingFields(one: Fields, other: Fields, change: "editable" | "fixed"): PolicyField[] {
  const isRetired = one["status"] === "deleted" && other["status"] === "deleted";
  return policyFieldsWhere(
    (row) => row.change === change && !(isRetired && change === "editable" && row.lockedByTombstone),
  ).filter((field) => !same[policyFields[field].holds](one[field], other[field]));
}

/** Something of a set that is added (`on`) or removed. */
export interface SetChange {
  readonly name: string;
  readonly on: boolean;
}

const inAnyCase = (name: string): string => name.toLowerCase();

/**
 * What would have to be added and removed to get from one set to another, in whatever case the names are written. Names with
 * the same key are the same: where the directory is known, the addresses of one person.
 */
export function setChanges(now: unknown, wanted: unknown, keyOf = inAnyCase): SetChange[] {
  const [before, after] = [now, wanted].map(
    (value) => new Map(namesIn(value).map((name) => [keyOf(name), name])),
  );
  return [...new Map([...(before ?? []), ...(after ?? [])])]
    .filter(([key]) => before?.has(key) !== after?.has(key))
    .map(([key, name]) => ({ name, on: after?.has(key) === true }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
