import type { Business, BusinessFields } from "../../../src/graph/resources/businesses";
import type { StaffMember } from "../../../src/graph/resources/staff";
import {
  calendarFields,
  type GraphField,
  graphFields,
  isSameValue,
  type Values,
  valuesOf,
} from "../../../src/model/calendar-fields";
import type { CalendarInputs, CalendarRecord, LiveRecord } from "../../../src/model/calendar-record";
import { fromGraphRole, type RecordedRole } from "../../../src/model/calendar-roles";
import type { MatchedStaff } from "../read/match-staff";
import type { Work } from "../update/work";
import { inputsOf } from "./parse-record";

/** The record of a calendar as it is known to be now: also what a half failure leaves in the state. */
export function recordOf(work: Work, staff: MatchedStaff): CalendarRecord {
  const { business, inputs } = work;
  const operator = work.context.operator(inputs.organisation);
  return {
    ...inputsOf(inputs),
    ...fromGraph(business, inputs),
    status: "active",
    members: membersOf(staff, inputs.viewerRole),
    schema: 1,
    id: work.id,
    live: {
      status: "active",
      actualAddress: business.id,
      staff: staffRecord(
        staff,
        (row, address) => work.persons.get(row.id) ?? work.context.memory.people.idOf(address),
      ),
      marker: work.marker,
      isPublished: business.isPublished,
      ...(operator === undefined ? {} : { operator }),
      ...(work.operatorOnStaff ? { served: true as const } : {}),
      ...(work.unseen ? { unseen: true as const } : {}),
      ...(work.recreations ? { recreations: work.recreations } : {}),
      ...(work.starterOwed ? { starterOwed: true as const } : {}),
    },
  };
}

/** Members as the tenant has them, in alphabetical order so that the same people give the same bytes. */
export function membersOf(
  staff: MatchedStaff,
  viewerRole: CalendarRecord["viewerRole"],
): Record<string, RecordedRole> {
  return Object.fromEntries(
    everybody(staff).map(([address, row]) => [address, fromGraphRole(row.role, viewerRole)]),
  );
}

/** Who someone on the staff is, as an account's id, where that is known. */
type WhoIs = (row: StaffMember, address: string) => string | undefined;

/** What Graph calls each member, whether they have agreed, and whose account that is. */
export function staffRecord(staff: MatchedStaff, whoIs: WhoIs): LiveRecord["staff"] {
  return Object.fromEntries(
    everybody(staff).map(([address, row]) => {
      const person = whoIs(row, address);
      return [address, { id: row.id, status: row.membershipStatus, ...(person !== undefined && { person }) }];
    }),
  );
}

/** The people a record knows, by the ids of their rows: an address may be someone else's by now. */
export function personsIn({ staff }: Pick<LiveRecord, "staff">): Map<string, string> {
  return new Map(
    Object.values(staff).flatMap(({ id, person }) => (person === undefined ? [] : [[id, person] as const])),
  );
}

/**
 * The texts of a business under our names. What Graph merely writes in another case is no difference, and shows as none.
 * A marker is a text of adopted calendars only: the others never ask for one.
 */
export function fromGraph(
  business: Business,
  recorded: Values<GraphField> & Pick<CalendarInputs, "adopted">,
): Values<GraphField> {
  return valuesOf(graphFields, (field) => {
    if (field === "marker" && !recorded.adopted) return "";
    const live = business[calendarFields[field].graph];
    return isSameValue(field, live, recorded[field]) ? recorded[field] : live;
  });
}

/** Some of the texts under Graph's names. */
export function toGraph(
  values: Values<GraphField>,
  fields: readonly GraphField[] = graphFields,
): BusinessFields {
  return Object.fromEntries(fields.map((field) => [calendarFields[field].graph, values[field]]));
}

function everybody({ known, extra }: MatchedStaff): [string, StaffMember][] {
  return [...known, ...extra].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is left of a calendar that another organisation has. */
export const handedOver = (inputs: CalendarInputs, id: string, actualAddress: string): CalendarRecord =>
  ended("handed-over", inputs, id, actualAddress);

/** What is left of a deleted calendar. */
export function tombstone(
  inputs: CalendarInputs,
  id: string,
  actualAddress: string,
  livesAgain = false,
): CalendarRecord {
  const record = ended("deleted", inputs, id, actualAddress);
  return livesAgain ? { ...record, live: { ...record.live, livesAgain } } : record;
}

/** Everything that the spec says, and no one on it. */
function ended(
  status: "deleted" | "handed-over",
  inputs: CalendarInputs,
  id: string,
  actualAddress: string,
): CalendarRecord {
  return {
    ...inputsOf(inputs),
    status,
    members: {},
    schema: 1,
    id,
    live: { status, actualAddress, staff: {}, marker: "none", isPublished: false },
  };
}
