import { type DriftInput, findDrift } from "../../src/drift/find-drift";
import type { RecordedFacts } from "../../src/drift/recorded-facts";
import type { BookingCalendar } from "../../src/model/booking-calendar";
import type { Account, Person } from "../../src/model/person";
import type { Directory, SeenCalendar, Sighting } from "../../src/model/tenant-facts";
import { calendar, leeds, tenant } from "../support/model";

export const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";

type Known = Account & Partial<Pick<Person, "organisation">>;

const person = (id: string, more: Partial<Known> = {}): Known => ({
  id,
  isEnabled: true,
  isGuest: false,
  mailbox: "user",
  ...more,
});

/** A directory with Amy, Bob and the mailbox for replies, without those who are undefined. */
export function directoryWith(more: Record<string, Partial<Known> | undefined> = {}): Directory {
  const people = { "amy.shah@nhs.net": {}, "bob.jones@nhs.net": {}, "hf@nhs.net": {}, ...more };
  return {
    what: "read",
    people: new Map(
      Object.entries(people).flatMap(([address, one]) => (one ? [[address, person(address, one)]] : [])),
    ),
  };
}

/** A calendar in the tenant as the specs want it. */
export function seen(
  wishes: Partial<SeenCalendar> = {},
  { address, displayName, replyTo, phone, members }: BookingCalendar = calendar(),
): Sighting {
  const people = Object.entries(members).map(([who, role]) => ({
    address: who,
    role,
    membership: "active" as const,
  }));
  return {
    what: "there",
    calendar: { address, displayName, replyTo, phone, marker: "", mark: "ours", people, ...wishes },
  };
}

/** A calendar in the state as the specs want it. */
export function recorded(
  wishes: Partial<RecordedFacts> = {},
  { name, address, replyTo, phone, members, source }: BookingCalendar = calendar(),
): RecordedFacts {
  return {
    name,
    address,
    status: "active",
    file: source.file,
    asked: { replyTo, phone, members, viewerRole: "teamMember" },
    ...wishes,
  };
}

interface Wishes {
  readonly calendars?: readonly BookingCalendar[];
  readonly recorded?: readonly RecordedFacts[];
  readonly sightings?: Readonly<Record<string, Sighting>>;
  readonly listed?: readonly string[];
  readonly directory?: Directory;
  readonly input?: Partial<DriftInput>;
}

/** Drift of Leeds with one calendar that is as it should be, but for what is wished otherwise. */
export function driftWith({ calendars, recorded: state, sightings, listed, directory, input }: Wishes = {}) {
  const seenOf = Object.entries(sightings ?? { [ADDRESS]: seen() });
  return findDrift({
    tenant,
    model: leeds(...(calendars ?? [calendar()])),
    recorded: state ?? [recorded()],
    seen: {
      sightings: new Map(seenOf.map(([address, sighting]) => [address.toLowerCase(), sighting])),
      listing: { what: "listed", addresses: listed ?? [ADDRESS] },
      directory: directory ?? directoryWith(),
    },
    ...input,
  });
}

/** What was found, shortened: kind, code and where. */
export const told = ({ findings }: ReturnType<typeof findDrift>): string[] =>
  findings.map(({ kind, problem }) => `${kind} ${problem.code} ${problem.at?.pointer ?? ""}`.trim());
