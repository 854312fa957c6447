import type { Snapshot } from "../providers/sandbox-tenant";
import { addressOf, type CalendarSpec } from "./lifecycle-specs";
import { OPERATOR } from "./lifecycle-tenant";

/** Where the tenant is not what the specs ask for, by the sandbox's own word. */
export function notAsSpecified(
  specs: readonly (CalendarSpec | undefined)[],
  calendars: readonly Snapshot[],
  foreign: ReadonlySet<string>,
): string[] {
  return specs.flatMap((spec) => {
    if (!spec) return [];
    const address = addressOf(spec.clinicName);
    const live = calendars.find((one) => one.address.toLowerCase() === address.toLowerCase());
    const isForeign = foreign.has(address.toLowerCase());
    if (spec.deletion) return live && !isForeign ? [`${address} was to be deleted, and is there`] : [];
    if (!live) return [`${address} is not there`];
    const wanted = told(spec.phone, spec.members);
    const found = told(live.phone ?? "", membersOf(live));
    return wanted === found ? [] : [`${address} was to be ${wanted}, and is ${found}`];
  });
}

function membersOf({ staff }: Snapshot): Record<string, string> {
  const people = staff.filter(({ address }) => address.toLowerCase() !== OPERATOR);
  return Object.fromEntries(
    people.map(({ address, role }) => [address.toLowerCase().split("@")[0] ?? "", wordFor(role)]),
  );
}

function wordFor(role: string): string {
  if (role === "administrator") return "admin";
  return role === "member" || role === "teamMember" ? "viewer" : role;
}

const told = (phone: string, members: Readonly<Record<string, string>>): string =>
  JSON.stringify([phone, ...Object.entries(members).sort()]);
