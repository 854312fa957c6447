import type { Address } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import { fromGraphRole, type ViewerRole } from "../model/calendar-roles";
import type { OrganisationModel } from "../model/estate";
import { canBeMember, isPerson, type LookedUp, otherOrganisation, personKeys } from "../model/person";
import { byAddress, type PersonKey } from "../plan/compare";
import type { Inventory, InventoryEntry } from "../plan/inventory";
import { type Problem, problem } from "../problem/problem";
import type { Standing } from "../tenant/whose";
import { addressProblems, operatorProblems } from "./address-problems";
import { openDeletions } from "./before-deletion";
import { changedAddresses, type NewAddress } from "./changed-addresses";
import {
  compareWithInventory,
  type Revived,
  revivedProblem,
  vanishedProblem,
} from "./compare-with-inventory";
import { leaverProblems, namedPeople, stayingPeople } from "./leavers";
import { exceededLimits } from "./limit-problems";
import { enables, foreignProblems } from "./member-warnings";
import { missingCalendars } from "./missing-calendars";
import { newAddressProblems } from "./new-addresses";
import {
  lookupFailure,
  type PreflightInput,
  type PreflightView,
  tenantOfEnvironment,
} from "./preflight-view";

interface Looked {
  readonly problems: readonly Problem[];
  readonly keyOf?: PersonKey;
}

async function people(input: PreflightInput, view: PreflightView): Promise<Looked> {
  const { model, before, tenant } = input;
  const used = changedAddresses(model.calendars, before);
  const addresses = [...new Set(used.map(({ address }) => address))];
  const others = new Set([...stayingPeople(model, before), ...namedPeople(model, before)]);
  const staying = [...others].filter((one) => !addresses.includes(one));
  const asked = addresses.length + staying.length;
  if (asked === 0) return { problems: [] };
  try {
    const found = await view.lookUp(addresses, staying, tenant.organisationAttribute);
    const touched = new Set(used.map(({ calendar }) => calendar));
    const problems = [
      ...used.flatMap((one) => addressProblems(one, found.get(one.address))),
      ...used.flatMap((one) => operatorProblems(one, found.get(one.address), model.organisation)),
      ...used.flatMap((one) =>
        foreignProblems(one, found.get(one.address), model, tenant.otherOrganisations),
      ),
      ...bookingsProblems(used, found, model),
      ...leaverProblems(model, before, found),
      ...model.calendars
        .filter(({ address }) => touched.has(address))
        .flatMap((calendar) => samePersonProblems(calendar, found)),
    ];
    return { problems, keyOf: personKeys(found) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // who stays is looked for to be told, and nothing rests on it
    if (addresses.length === 0)
      return { problems: [problem("leavers-unknown", { people: staying.length, reason })] };
    return {
      problems: lookupFailure(error, () => problem("directory-unreadable", { addresses: asked, reason })),
    };
  }
}

async function gone(
  vanished: readonly InventoryEntry[],
  { wasMade }: PreflightInput,
  view: PreflightView,
): Promise<Problem[]> {
  return Promise.all(
    vanished.map(async (one) => vanishedProblem(one, await isNeverMade(one.address, wasMade, view))),
  );
}

/**
 * What was made and is gone was deleted by hand: the state has it still, and the engine would be asked to delete it. Unknown
 * is not absent: where the tenant does not answer, the calendar counts as alive.
 */
const isNeverMade = async (
  address: string,
  wasMade: PreflightInput["wasMade"],
  view: PreflightView,
): Promise<boolean> => !wasMade(address) && (await view.isConfirmedAbsent(address).catch(() => false));

/** Without renamings of calendars that no run has made: no one can have booked them. A deleted one was made, and stays. */
async function ofMade(
  problems: readonly Problem[],
  { before, wasMade }: PreflightInput,
  view: PreflightView,
): Promise<Problem[]> {
  const entries = Object.values(before?.calendars ?? {});
  const isActive = (address: string): boolean =>
    entries.some((entry) => entry.address === address && entry.status === "active");
  const kept = await Promise.all(
    problems.map(async (one) => {
      const address = one.code === "calendar-identity-changed" ? one.args["address"] : undefined;
      if (typeof address !== "string" || !isActive(address)) return [one];
      return (await isNeverMade(address, wasMade, view)) ? [] : [one];
    }),
  );
  return kept.flat();
}

/**
 * The inventory records what was asked. A deletion that was refused leaves the calendar alive: then the spec may take it
 * back, and the calendar's own record decides. Unknown is not alive, and neither is what someone made there since.
 */
async function revivals(
  revived: readonly Revived[],
  { wasMade }: PreflightInput,
  view: PreflightView,
): Promise<Problem[]> {
  if (revived.length === 0) return [];
  const asked = revived.map(({ calendar }) => calendar);
  const standings: ReadonlyMap<string, Standing> = await view.standings(asked).catch(() => new Map());
  const isAlive = (address: string): boolean => {
    const { isThere, mark } = standings.get(address) ?? { isThere: false, mark: "none" };
    return isThere && (mark === "ours" || (mark === "none" && wasMade(address)));
  };
  return revived.filter(({ calendar }) => !isAlive(calendar.address)).map(revivedProblem);
}

const isOfOthers = ({ code, args }: Problem): boolean =>
  code !== "limit-exceeded" || args["limit"] !== "calendarsDeleted";

/** Everything that speaks against a run, found before anything is registered and with the fewest questions. */
export async function preflight(input: PreflightInput, view: PreflightView): Promise<readonly Problem[]> {
  const wrongTenant = tenantOfEnvironment(input);
  const { before, tenant, model } = input;
  const compared = compareWithInventory(before, tenant, model, input.broken);
  const { vanished, revived } = compared;
  const counted = (keyOf?: PersonKey, known = before): Problem[] => {
    const exceeded = exceededLimits(known, input, keyOf);
    // with open ones, deletions are counted once it is known which calendars are still there
    return openDeletions(input).length > 0 ? exceeded.filter(isOfOthers) : exceeded;
  };
  // Another tenant would answer every question, and wrongly.
  if (wrongTenant.length > 0) {
    const certain = [...vanished.map((one) => vanishedProblem(one, false)), ...revived.map(revivedProblem)];
    return [...wrongTenant, ...compared.problems, ...counted(), ...certain];
  }
  const [looked, ...answers] = await Promise.all([
    people(input, view),
    ofMade(compared.problems, input, view),
    gone(vanished, input, view),
    revivals(revived, input, view),
    missingCalendars(input, view),
    newAddressProblems(input, view),
  ]);
  const [compares = [], ...others] = answers;
  const limits = counted(looked.keyOf);
  const real =
    before && limits.some(isOfPeople)
      ? counted(looked.keyOf, await asTheyAre(before, view, looked.keyOf))
      : limits;
  return [...compares, ...real, ...looked.problems, ...others.flat()];
}

const isOfPeople = ({ code, args }: Problem): boolean =>
  code === "limit-exceeded" && (args["limit"] === "membersRemoved" || args["limit"] === "rolesChanged");

/**
 * What the last run asked for, without those who are on the calendars no longer, and with the roles that people have there: a
 * spec that follows that, as after `bookings pull`, changes nothing. Whoever is on a calendar that cannot be read counts.
 */
async function asTheyAre(
  before: Inventory,
  view: PreflightView,
  keyOf: PersonKey = byAddress,
): Promise<Inventory> {
  const there: ReadonlyMap<string, ReadonlyMap<string, string>> = await view
    .peopleOn(Object.values(before.calendars).filter(({ status }) => status === "active"))
    .catch(() => new Map());
  const calendars = Object.entries(before.calendars).map(([name, entry]) => {
    const rows = there.get(entry.address);
    if (!rows) return [name, entry] as const;
    const people = new Map([...rows].map(([one, role]) => [keyOf(one), role]));
    const members = Object.entries(entry.members).flatMap(([one, recorded]) => {
      const role = people.get(keyOf(one));
      if (role === undefined) return [];
      const now = fromGraphRole(role, before.viewerRole as ViewerRole);
      return [[one, now === "admin" || now === "viewer" ? now : recorded] as const];
    });
    return [name, { ...entry, members: Object.fromEntries(members) }] as const;
  });
  return { ...before, calendars: Object.fromEntries(calendars) };
}

/** People who are on a calendar twice, under two of their addresses: only the directory knows that. Row USR-1. */
function samePersonProblems(calendar: BookingCalendar, found: ReadonlyMap<string, LookedUp>): Problem[] {
  const known = (Object.keys(calendar.members) as Address[]).flatMap((address) => {
    const person = found.get(address);
    return person && isPerson(person) ? [{ address, mail: person.mail.toLowerCase() }] : [];
  });
  return [...Map.groupBy(known, ({ mail }) => mail)].flatMap(([mail, all]) => {
    const others = all.filter(({ address }) => address !== mail);
    const kept = all.find(({ address }) => address === mail) ?? others[0];
    return others
      .filter((one) => one !== kept)
      .map(({ address }) =>
        problem(
          "person-twice",
          { address, other: kept?.address ?? mail },
          calendar.memberPlace(address),
          kept ? [calendar.memberPlace(kept.address)] : [],
        ),
      );
  });
}

/**
 * New members who cannot open the app, with the policy that would let them: row USR-6. One warning for all that the
 * same advice applies to, at the first of them. People a policy lists already will get it.
 */
function bookingsProblems(
  used: readonly NewAddress[],
  found: ReadonlyMap<string, LookedUp>,
  { organisation, policies }: OrganisationModel,
): Problem[] {
  const enabling = policies.filter(enables);
  const listed = new Set<string>(enabling.flatMap(({ users }) => users));
  const without = used.flatMap(({ address, use, at }) => {
    const person = found.get(address);
    if (use !== "member" || !person || !isPerson(person) || !canBeMember(person)) return [];
    if (person.hasBookings !== false || person.mailbox === "unreadable" || listed.has(address)) return [];
    // A policy holds people of its own organisation only: another's is for their own administrator.
    return [{ address, at, theirs: otherOrganisation(person, organisation) }];
  });
  return [...Map.groupBy(without, ({ theirs }) => theirs)].flatMap(([theirs, all]) => {
    const args = {
      people: [...new Set(all.map(({ address }) => address))],
      organisation: organisation.stack,
      files: theirs === undefined ? enabling.map(({ source }) => source.file) : [],
      ...(theirs !== undefined && { theirs }),
    };
    return all[0] ? [problem("person-without-bookings", args, all[0].at)] : [];
  });
}
