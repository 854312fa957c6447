import type { Address } from "../model/address";
import type { ManagedField } from "../model/calendar-fields";
import { type GraphField, isSameValue, rowOf, type SpecField } from "../model/calendar-fields";
import type { RecordedRole, Role } from "../model/calendar-roles";
import { canBeMember } from "../model/person";
import type { SeenPerson } from "../model/tenant-facts";
import { compareFields, comparePeople } from "../plan/compare";
import { type CalendarCase, finding } from "./calendar-case";
import type { Finding } from "./finding";

/** What was asked for at the last run; a display name never changes by a spec. A marker that was never written was not asked for. */
function askedFor(field: GraphField, { recorded, wanted, seen }: CalendarCase): string | undefined {
  if (field === "marker" && recorded.knownBy?.marker !== "ours") return seen.marker;
  return rowOf(field).from === "names" ? wanted[field] : recorded.asked?.[field as SpecField];
}

const isWatched = (field: ManagedField): field is GraphField => rowOf(field).drift;

/** The managed fields, each on its own line of the spec. Hours, services and pages are the admins' own. */
export function fieldFindings(calendar: CalendarCase): Compared {
  const { about, args, wanted, seen } = calendar;
  const differing = compareFields(seen, wanted)
    .map(({ field }) => field)
    .filter(isWatched);
  const isAhead = (field: GraphField): boolean => {
    const asked = askedFor(field, calendar);
    return (
      asked !== undefined &&
      !isSameValue(field, asked, wanted[field]) &&
      isSameValue(field, asked, seen[field])
    );
  };
  return {
    notApplied: differing.filter(isAhead),
    findings: differing
      .filter((field) => !isAhead(field))
      .map((field) => {
        const sides = { ...args, field, tenant: seen[field], spec: wanted[field] };
        const adopted = wanted.adopted && { adopted: true as const };
        const at = wanted.placeOf(rowOf(field).pointer);
        return finding("changed", about, "drift-field-changed", { ...sides, ...adopted }, at);
      }),
  };
}

interface Wanted {
  readonly address: Address;
  readonly role: RecordedRole;
}

/** The three sides of a calendar's people, by person. */
interface Sides {
  readonly wanted: ReadonlyMap<string, Wanted>;
  readonly seen: ReadonlyMap<string, SeenPerson>;
  /** Undefined where nothing is on record of the last run's specs. */
  readonly asked: ReadonlyMap<string, RecordedRole> | undefined;
}

function sidesOf({ wanted, recorded, seen, keyOf, viewerRole, operators }: CalendarCase): Sides {
  const { asked } = recorded;
  const askedRole = (role: Role): RecordedRole =>
    role === "viewer" && asked?.viewerRole !== viewerRole ? `other:${asked?.viewerRole}` : role;
  const entries = Object.entries({ ...wanted.members, ...wanted.keptRoles }) as [Address, RecordedRole][];
  const isOperator = (key: string, address: string) =>
    (operators.has(address) || operators.has(key)) &&
    !(address in wanted.members || address in (wanted.keptRoles ?? {}));
  return {
    wanted: new Map(entries.map(([address, role]) => [keyOf(address), { address, role }])),
    seen: new Map(
      seen.people
        .map((person) => [keyOf(person.address), person] as const)
        .filter(([key, { address }]) => !isOperator(key, address)),
    ),
    asked:
      asked && new Map(Object.entries(asked.members).map(([who, role]) => [keyOf(who), askedRole(role)])),
  };
}

const rolesOf = (people: ReadonlyMap<string, { readonly address: string; readonly role: RecordedRole }>) =>
  Object.fromEntries([...people.values()].map(({ address, role }) => [address, role]));

/** Someone's finding, or that the spec is merely ahead of the last run: then the tenant is as was asked for. */
function differenceOf(calendar: CalendarCase, sides: Sides, key: string): Finding | "not-applied" {
  const { about, args, wanted: spec } = calendar;
  const wanted = sides.wanted.get(key);
  const seen = sides.seen.get(key);
  if (sides.asked && sides.asked.get(key) === seen?.role && sides.asked.get(key) !== wanted?.role)
    return "not-applied";
  if (!wanted) {
    const address = seen?.address ?? key;
    const keepable = mayBeNamed(address, calendar.domain);
    const person = { ...args, address, role: seen?.role ?? "viewer", keepable };
    const list = seen?.role === "admin" ? "/admins" : "/viewers";
    return finding("unmanaged", about, "drift-person-unmanaged", person, spec.placeOf(list, "key"));
  }
  const { address, role } = wanted;
  const at = spec.memberPlace(address);
  if (!seen) return finding("changed", about, "drift-person-missing", { ...args, address, role }, at);
  const roles = { ...args, address, tenant: seen.role, spec: role };
  return finding("changed", about, "drift-role-changed", roles, at);
}

/** Without the directory, someone missing and someone too many may be one person with two addresses. */
function isCertain({ directory }: CalendarCase, { wanted, seen }: Sides, key: string): boolean {
  if (directory.what === "read" || (wanted.has(key) && seen.has(key))) return true;
  const lacking = [...wanted.keys()].some((one) => !seen.has(one));
  const tooMany = [...seen.keys()].some((one) => !wanted.has(one));
  return !(lacking && tooMany);
}

/** People of a calendar one by one. Whoever can be no one's member any more is told as a leaver, not as missing. */
export function peopleFindings(calendar: CalendarCase): Compared {
  const sides = sidesOf(calendar);
  const hasLeft = (key: string): boolean => {
    const member = sides.wanted.get(key);
    return member !== undefined && !sides.seen.has(key) && isLeaver(calendar, member.address);
  };
  const results = comparePeople(rolesOf(sides.seen), rolesOf(sides.wanted), calendar.keyOf)
    .map(({ key }) => key)
    .filter((key) => isCertain(calendar, sides, key) && !hasLeft(key))
    .map((key) => ({ key, result: differenceOf(calendar, sides, key) }));
  const nameOf = (key: string) => sides.wanted.get(key)?.address ?? sides.seen.get(key)?.address ?? key;
  return {
    findings: results.flatMap(({ result }) => (result === "not-applied" ? [] : [result])),
    notApplied: results.filter(({ result }) => result === "not-applied").map(({ key }) => nameOf(key)),
  };
}

const isLeaver = ({ directory }: CalendarCase, address: Address): boolean =>
  directory.what === "read" && !canBeMember(directory.people.get(address));

/** What a comparison gave. */
export interface Compared {
  readonly findings: readonly Finding[];
  /** What the spec has asked for since, and no run has applied: no one changed that outside git. */
  readonly notApplied: readonly string[];
}

/** Whether a spec may name someone: specs hold accounts of the tenant's domain only, and no guests. */
export const mayBeNamed = (address: string, domain: string): boolean =>
  /^[\w.'+-]+@[^@]+$/.test(address) && address.toLowerCase().endsWith(`@${domain}`);
