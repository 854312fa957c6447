import type { StaffMember } from "../graph/resources/staff";
import { fromGraphRole, type ViewerRole } from "../model/calendar-roles";
import type { Organisation } from "../model/organisation";
import { isSameOrganisation, type Person, unpersonal } from "../model/person";
import { startOf } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { type AdoptedNames, namesFor } from "./adopt-names";
import { specText } from "./adoption";
import type { FoundCalendar } from "./find-calendars";

/** A problem that is accepted for a while, as it stands in a spec. */
export interface Exception {
  readonly problem: string;
  readonly about?: string;
  readonly role?: string;
}

/** A spec that describes a calendar as it is, and what someone should look at. */
export interface CalendarSpec {
  readonly file: string;
  readonly address: string;
  readonly todo: readonly Problem[];
  /** The text, with more exceptions where the rules ask for them. */
  text(more: readonly Exception[]): string;
}

/** What specs of an organisation are written with. */
export interface Writing {
  readonly organisation: Organisation;
  readonly viewerRole: ViewerRole;
  readonly attribute: string;
  /** Service accounts in lower case: on the staff, and no members. */
  readonly operators: ReadonlySet<string>;
  readonly people: ReadonlyMap<string, Person>;
  /** Until when exceptions count, and why they are there. */
  readonly expires: string;
  readonly reason: string;
  /** Files and computed names that are taken. */
  readonly taken: Set<string>;
}

interface Member {
  readonly address: string;
  readonly role: ReturnType<typeof fromGraphRole>;
  /** An alias of someone who is on the calendar under another address as well. */
  readonly isTwice: boolean;
}

/** The spec of a calendar that exists. */
export function calendarSpec(found: FoundCalendar, writing: Writing): CalendarSpec {
  const { business } = found;
  const members = membersOf(found, writing);
  const names = freeNames(found, writing);
  const lists = { admins: withRole(members, "admin"), viewers: withRole(members, "viewer") };
  const own = ownExceptions(members, lists.admins);
  const file = freeFile(names, writing);
  return {
    file,
    address: business.id,
    todo: todoOf(found, members, lists.admins, names, own, writing, file),
    text: (more) => {
      const exceptions = [...own, ...more];
      return specText("booking-calendar", {
        kind: "BookingCalendar",
        serviceArea: names.serviceArea,
        clinicName: names.clinicName,
        // as it is, an alias too: another address would be a change
        replyTo: business.email.toLowerCase(),
        phone: business.phone,
        // also where the names follow the rule: by this block a calendar is known to have been there before
        adopted: { address: business.id, displayName: business.displayName },
        ...(lists.admins.length > 0 && { admins: lists.admins }),
        ...(lists.viewers.length > 0 && { viewers: lists.viewers }),
        ...(exceptions.length > 0 && { exceptions: exceptions.map((one) => recorded(one, writing)) }),
      });
    },
  };
}

const recorded = (exception: Exception, { reason, organisation, expires }: Writing) => ({
  ...exception,
  reason,
  owner: organisation.helpdesk?.name ?? organisation.name,
  expires,
});

/** People by their primary addresses in alphabetical order; whoever is on it twice, by the addresses that are there. */
function membersOf({ rows }: FoundCalendar, writing: Writing): Member[] {
  const people = Map.groupBy(rows, ({ emailAddress }) => addressOf(emailAddress, writing));
  return [...people]
    .filter(([primary]) => !writing.operators.has(primary))
    .flatMap(([primary, each]) =>
      each
        .map((row) => ({ ...row, address: each.length > 1 ? row.emailAddress.toLowerCase() : primary }))
        .filter(({ address }) => !writing.operators.has(address))
        .map(({ address, role }) => ({
          address,
          role: fromGraphRole(role, writing.viewerRole),
          isTwice: each.length > 1 && address !== primary,
        })),
    )
    .sort((one, other) => (one.address < other.address ? -1 : 1));
}

const addressOf = (written: string, { people }: Writing): string =>
  (people.get(written.toLowerCase())?.mail ?? written).toLowerCase();

const withRole = (members: readonly Member[], role: string): string[] =>
  members.filter((one) => one.role === role).map(({ address }) => address);

function ownExceptions(members: readonly Member[], admins: readonly string[]): Exception[] {
  const odd = members.flatMap(({ address, role }) =>
    role.startsWith("other:") ? [{ problem: "role-unknown", about: address, role: role.slice(6) }] : [],
  );
  return [...(admins.length === 0 ? [{ problem: "calendar-without-admin" }] : []), ...odd];
}

/** Names that no other spec of the organisation has. */
function freeNames({ business }: FoundCalendar, { organisation, taken }: Writing): AdoptedNames {
  const names = namesFor(organisation.shortName, business.id, business.displayName);
  for (let number = 1; ; number += 1) {
    const clinicName = number === 1 ? names.clinicName : `${names.clinicName} ${number}`;
    const key = `${names.serviceArea}\n${clinicName}`.toLowerCase().replace(/[^a-z0-9\n]/g, "");
    if (taken.has(key)) continue;
    taken.add(key);
    return { ...names, clinicName, isOdd: names.isOdd || number > 1 };
  }
}

function freeFile({ serviceArea, clinicName }: AdoptedNames, { organisation, taken }: Writing): string {
  const slug = `${serviceArea} ${clinicName}`
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? slug : `${slug}-${number}`;
    const file = `specs/${organisation.folder}/calendars/${name || "calendar"}.yaml`;
    if (taken.has(file)) continue;
    taken.add(file);
    return file;
  }
}

/** What someone should look at. Nothing of it stops the adoption. */
function todoOf(
  { business, rows }: FoundCalendar,
  members: readonly Member[],
  admins: readonly string[],
  names: AdoptedNames,
  own: readonly Exception[],
  writing: Writing,
  file: string,
): Problem[] {
  const at = startOf(file);
  const calendar = business.id;
  const [operator] = writing.operators;
  const isOperator = ({ emailAddress, role }: StaffMember): boolean =>
    role === "administrator" && writing.operators.has(emailAddress.toLowerCase());
  const reply = business.email && unfit(business.email, writing, true);
  return [
    ...(names.isOdd ? [problem("adopt-names-guessed", { calendar, ...names }, at)] : []),
    // the account that is to change the calendar has to be one of its admins
    ...(operator === undefined || rows.some(isOperator)
      ? []
      : [problem("adopt-operator-off-staff", { calendar, operator }, at)]),
    ...(admins.length === 1 ? [problem("adopt-one-admin", { calendar, address: admins[0] ?? "" }, at)] : []),
    ...own.map(({ problem: code, about, role }) =>
      role === undefined
        ? problem("adopt-exception", { calendar, what: about ? `${code}: ${about}` : code }, at)
        : problem("role-unknown", { address: about ?? "", role }, at),
    ),
    ...(reply ? [problem("adopt-check-person", { calendar, address: business.email, what: reply }, at)] : []),
    ...members.flatMap(({ address, isTwice }) => {
      const what = isTwice ? `the same person as ${addressOf(address, writing)}` : unfit(address, writing);
      return what ? [problem("adopt-check-person", { calendar, address, what }, at)] : [];
    }),
  ];
}

/** Why someone would not be accepted today, in words. */
function unfit(address: string, { people, organisation }: Writing, isReply = false): string | undefined {
  const person = people.get(address.toLowerCase());
  if (!person) return "not in the directory";
  const kind = isReply && person.mailbox === "shared" ? undefined : unpersonal(person.mailbox);
  if (kind) return `a ${kind}`;
  if (isReply) return undefined;
  if (person.isGuest) return "a guest";
  if (!person.isEnabled) return "a disabled account";
  const theirs = person.organisation;
  return isSameOrganisation(theirs, organisation.directoryName)
    ? undefined
    : `of another organisation (${theirs || "none"})`;
}
