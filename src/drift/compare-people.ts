import type { Address } from "../model/address";
import type { Role } from "../model/calendar-roles";
import { type CalendarCase, finding } from "./calendar-case";
import type { Compared } from "./compared";
import type { Finding } from "./finding";
import { leaverReason } from "./leaver-reason";
import type { SeenPerson, SeenRole } from "./tenant-facts";

interface Wanted {
  readonly address: Address;
  readonly role: Role;
}

/** The three sides of a calendar's people, by person. */
interface Sides {
  readonly wanted: ReadonlyMap<string, Wanted>;
  readonly seen: ReadonlyMap<string, SeenPerson>;
  /** Undefined where nothing is on record of the last run's specs. */
  readonly asked: ReadonlyMap<string, SeenRole> | undefined;
}

function sidesOf({ wanted, recorded, seen, keyOf, viewerRole, operators }: CalendarCase): Sides {
  const { asked } = recorded;
  const askedRole = (role: Role): SeenRole =>
    role === "viewer" && asked?.viewerRole !== viewerRole ? `other:${asked?.viewerRole}` : role;
  const entries = Object.entries(wanted.members) as [Address, Role][];
  const isOperator = (key: string, address: string) =>
    (operators.has(address) || operators.has(key)) && !(address in wanted.members);
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

/** Somebody's finding, or that the spec is merely ahead of the last run: then the tenant is as was asked for. */
function differenceOf(calendar: CalendarCase, sides: Sides, key: string): Finding | "not-applied" {
  const { organisation, wanted: spec } = calendar;
  const wanted = sides.wanted.get(key);
  const seen = sides.seen.get(key);
  if (sides.asked && sides.asked.get(key) === seen?.role && sides.asked.get(key) !== wanted?.role) {
    return "not-applied";
  }
  const about = { organisation, calendar: spec.address };
  const args = { calendar: spec.address, organisation: organisation.stack };
  if (!wanted) {
    const person = { ...args, address: seen?.address ?? key, role: seen?.role ?? "viewer" };
    const list = seen?.role === "admin" ? "/admins" : "/viewers";
    return finding("unmanaged", about, "drift-person-unmanaged", person, spec.placeOf(list, "key"));
  }
  const { address, role } = wanted;
  const at = spec.memberPlace(address);
  if (!seen) return finding("changed", about, "drift-person-missing", { ...args, address, role }, at);
  const roles = { ...args, address, tenant: seen.role, spec: role };
  return finding("changed", about, "drift-role-changed", roles, at);
}

/** Without the directory, somebody missing and somebody too many may be one person with two addresses. */
function isCertain({ directory }: CalendarCase, { wanted, seen }: Sides, key: string): boolean {
  if (directory.what === "read" || (wanted.has(key) && seen.has(key))) return true;
  const lacking = [...wanted.keys()].some((one) => !seen.has(one));
  const tooMany = [...seen.keys()].some((one) => !wanted.has(one));
  return !(lacking && tooMany);
}

/** People of a calendar one by one. Whoever can be nobody's member any more is told as a leaver, not as missing. */
export function comparePeople(calendar: CalendarCase): Compared {
  const sides = sidesOf(calendar);
  const keys = [...new Set([...sides.wanted.keys(), ...sides.seen.keys()])];
  const hasLeft = (key: string): boolean => {
    const member = sides.wanted.get(key);
    return member !== undefined && !sides.seen.has(key) && isLeaver(calendar, member.address);
  };
  const results = keys
    .filter((key) => sides.wanted.get(key)?.role !== sides.seen.get(key)?.role)
    .filter((key) => isCertain(calendar, sides, key) && !hasLeft(key))
    .map((key) => ({ key, result: differenceOf(calendar, sides, key) }));
  const nameOf = (key: string) => sides.wanted.get(key)?.address ?? sides.seen.get(key)?.address ?? key;
  return {
    findings: results.flatMap(({ result }) => (result === "not-applied" ? [] : [result])),
    notApplied: results.filter(({ result }) => result === "not-applied").map(({ key }) => nameOf(key)),
  };
}

const isLeaver = ({ directory }: CalendarCase, address: Address): boolean =>
  directory.what === "read" && leaverReason(directory.people.get(address)) !== undefined;
