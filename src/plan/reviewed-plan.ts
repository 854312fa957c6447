import { createHash } from "node:crypto";
import { calendarFields } from "../model/calendar-fields";
import type { LimitOverride } from "../model/organisation";
import { type PolicySet, policySets } from "../model/policy-fields";
import type { CalendarChange, ChangeKind, Plan, PolicyChange } from "./change";

/** One thing that a step changes: a field, a person, an application. Absent = nothing. */
export interface ReviewedChange {
  readonly what: "field" | "person" | PolicySet;
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
}

/** What happens to one calendar or policy. */
export interface ReviewedStep extends Pick<CalendarChange, "deletion" | "handover"> {
  readonly of: "calendar" | "policy";
  /** The name of the resource in the state. */
  readonly name: string;
  /** A calendar's address, a policy's display name. */
  readonly title: string;
  readonly kind: Exclude<ChangeKind, "unchanged">;
  readonly changes: readonly ReviewedChange[];
  /** Fingerprint of what the tenant had when the plan was made, or that it had nothing. */
  readonly seen: string;
}

/** A limit that may be exceeded. */
type UsedOverride = Pick<LimitOverride, "number" | "expires"> & { readonly limit: string };

/** What a plan rests on besides its steps. */
export interface Evidence {
  readonly tenantId: string;
  /** The tenant asks that nothing is applied without a review. */
  readonly isRequired: boolean;
  /** The files that say what is asked for. */
  readonly files: readonly string[];
  /** What the tenant has, as a fingerprint, by name of calendar or policy. */
  readonly seen: ReadonlyMap<string, string>;
  /** Addresses that steps are about, and the directory object that each belongs to. */
  readonly people: Readonly<Record<string, string>>;
  readonly overrides: readonly UsedOverride[];
}

export interface ReviewedOrganisation extends Pick<Evidence, "people" | "overrides"> {
  readonly organisation: string;
  /** The organisation itself is retired. */
  readonly ends?: true;
  /** SHA-256 of the files that count, by path; line ends do not count. */
  readonly specs: Readonly<Record<string, string>>;
  readonly steps: readonly ReviewedStep[];
  /** Addresses of calendars that are left as they are, each because of an error of its own. Absent where there is none. */
  readonly held?: readonly string[];
}

/** What someone reviews, and what `up` applies: equal inputs give equal bytes. Neither time nor commit is in it. */
export interface ReviewedPlan {
  readonly schemaVersion: 1;
  /** Version of the program. */
  readonly tool: string;
  readonly tenantId: string;
  readonly organisations: readonly ReviewedOrganisation[];
}

/** Text of a value, with keys in order: the same value always gives the same bytes. */
export function canonicalText(value: unknown): string {
  const inOrder = (_key: string, part: unknown): unknown =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return `${JSON.stringify(value, inOrder, 2)}\n`;
}

/** SHA-256 in the form in which plans show it. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** What approvers and pipelines call a plan by. */
export const planDigest = (plan: ReviewedPlan): string => digestOf(canonicalText(plan));

/** What there was to see of something that is not there. */
const ABSENT = "absent";

/** One organisation's part of a plan. `specs` are the digests of its files. */
export function reviewed(
  plan: Plan,
  evidence: Evidence,
  specs: ReviewedOrganisation["specs"],
): ReviewedOrganisation {
  const seen = (name: string): string => evidence.seen.get(name) ?? ABSENT;
  const steps = [
    ...plan.changes.flatMap((change) => calendarStep(change, seen(change.name))),
    ...(plan.policies ?? []).flatMap((change) => policyStep(change, seen(change.name))),
  ];
  return {
    organisation: plan.organisation,
    ...(plan.ends && { ends: plan.ends }),
    specs,
    steps: steps.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
    people: evidence.people,
    overrides: evidence.overrides,
    ...(plan.held && { held: plan.held }),
  };
}

function calendarStep(change: CalendarChange, seen: string): ReviewedStep[] {
  const { kind, name, address, fields, members, deletion, handover } = change;
  if (kind === "unchanged") return [];
  const changes = [
    ...fields.map(({ field, from, to }) => ({ what: "field" as const, name: field, ...fromTo(from, to) })),
    ...members.map((one) => ({ what: "person" as const, name: one.address, ...fromTo(one.from, one.to) })),
  ];
  const why = { ...(deletion && { deletion }), ...(handover && { handover }) };
  return [{ of: "calendar", name, title: address, kind, changes, ...why, seen }];
}

function policyStep(change: PolicyChange, seen: string): ReviewedStep[] {
  const { kind, name, displayName: title, deletion } = change;
  if (kind === "unchanged") return [];
  const changes = policySets.flatMap((set) =>
    change[set].map((one) => ({
      what: set,
      name: one.name,
      ...(one.on ? { to: "on" } : { from: "on" }),
    })),
  );
  return [{ of: "policy", name, title, kind, changes, ...(deletion && { deletion }), seen }];
}

const fromTo = (from: string | undefined, to: string | undefined) => ({
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

/** Something that is not as it was when the plan was made. */
export interface Moved {
  readonly organisation: string;
  readonly subject: string;
  readonly was: string;
  readonly is: string;
}

const NOTHING = "nothing";
const shown = (value: string | undefined): string => (value === undefined ? NOTHING : `“${value}”`);

/** What moved between two plans, most telling first; empty where they are the same. */
export function whatMoved(was: ReviewedPlan, is: ReviewedPlan): Moved[] {
  const whole = (subject: string, before: string, now: string): Moved[] =>
    before === now ? [] : [{ organisation: "", subject, was: shown(before), is: shown(now) }];
  const names = [...new Set([...was.organisations, ...is.organisations].map((one) => one.organisation))];
  return [
    ...whole("The version of the program", was.tool, is.tool),
    ...whole("The tenant", was.tenantId, is.tenantId),
    ...names.flatMap((name) => organisationMoved(name, partOf(was, name), partOf(is, name))),
  ];
}

const EMPTY = { specs: {}, steps: [], people: {}, overrides: [] };

function partOf(plan: ReviewedPlan, name: string): ReviewedOrganisation {
  return (
    plan.organisations.find(({ organisation }) => organisation === name) ?? { organisation: name, ...EMPTY }
  );
}

type Texts = Readonly<Record<string, string>>;

function organisationMoved(
  organisation: string,
  was: ReviewedOrganisation,
  is: ReviewedOrganisation,
): Moved[] {
  const moved = (before: Texts, now: Texts, subjectOf: (key: string) => string): Moved[] =>
    [...new Set([...Object.keys(before), ...Object.keys(now)])]
      .sort()
      .filter((key) => before[key] !== now[key])
      .map((key) => ({
        organisation,
        subject: subjectOf(key),
        was: shown(before[key]),
        is: shown(now[key]),
      }));
  const specs = moved(was.specs, is.specs, (file) => file).map((one) => ({
    ...one,
    was: one.was === NOTHING ? NOTHING : "another content",
    is: one.is === NOTHING ? NOTHING : "what it says now",
  }));
  const people = moved(was.people, is.people, (address) => `The directory account of ${address}`);
  const overrides = moved(overrideTexts(was), overrideTexts(is), (limit) => `The override of ${limit}`);
  const steps = moved(stepTexts(was), stepTexts(is), (key) => key);
  const silent = moved(seenTexts(was), seenTexts(is), (title) => `${title} in the tenant`).filter(
    ({ subject }) => !steps.some((step) => subject.startsWith(step.subject.split(", ")[0] ?? "")),
  );
  const ends = moved(endText(was), endText(is), () => "The organisation");
  const held = moved(heldTexts(was), heldTexts(is), (address) => address);
  return [
    ...specs,
    ...ends,
    ...held,
    ...steps,
    ...silent.map((one) => ({ ...one, was: "another state", is: "what stands there now" })),
    ...people,
    ...overrides,
  ];
}

const endText = ({ ends }: ReviewedOrganisation): Texts => (ends ? { ends: "retired" } : {});

const heldTexts = ({ held = [] }: ReviewedOrganisation): Texts =>
  Object.fromEntries(held.map((address) => [address, "held back"]));

const seenTexts = ({ steps }: ReviewedOrganisation): Texts =>
  Object.fromEntries(steps.map(({ title, seen }) => [title, seen]));

const overrideTexts = ({ overrides }: ReviewedOrganisation): Texts =>
  Object.fromEntries(overrides.map(({ limit, number, expires }) => [limit, `${number} until ${expires}`]));

const labelOf = (field: string): string =>
  field in calendarFields ? calendarFields[field as keyof typeof calendarFields].label : field;

/** Every part of every step under a name that people understand. */
function stepTexts({ steps }: ReviewedOrganisation): Texts {
  return Object.fromEntries(
    steps.flatMap(({ title, kind, changes, deletion, handover }) => [
      [title, kind],
      ...changes.map(({ what, name, from, to }): [string, string] => [
        `${title}, ${what === "field" ? labelOf(name) : name}`,
        `${from ?? NOTHING} → ${to ?? NOTHING}`,
      ]),
      ...(deletion
        ? [[`${title}, deletion`, `${deletion.reason} (${deletion.futureAppointments ?? 0} appointments)`]]
        : []),
      ...(handover ? [[`${title}, other organisation`, handover.other]] : []),
    ]),
  );
}

/** A plan from a file; undefined where it is none, or where someone changed its bytes. */
export function parsePlan(text: string): ReviewedPlan | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPlan(value) && canonicalText(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPlan(value: unknown): value is ReviewedPlan {
  if (typeof value !== "object" || value === null) return false;
  const { schemaVersion, organisations, tool, tenantId } = value as Partial<ReviewedPlan>;
  return (
    schemaVersion === 1 &&
    typeof tool === "string" &&
    typeof tenantId === "string" &&
    Array.isArray(organisations) &&
    organisations.every(isOrganisation)
  );
}

function isOrganisation(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { organisation, specs, steps, people, overrides } = value as Partial<ReviewedOrganisation>;
  return (
    typeof organisation === "string" &&
    typeof specs === "object" &&
    typeof people === "object" &&
    Array.isArray(overrides) &&
    Array.isArray(steps) &&
    steps.every(({ title, kind, changes }: ReviewedStep) => title && kind && Array.isArray(changes))
  );
}
