import type { BookingCalendar } from "../../../model/booking-calendar";
import type { Role } from "../../../model/calendar-roles";
import { loadEstate } from "../../../model/load-estate";
import { type Problem, problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { editSpec, type SpecEdit } from "../../../spec/edit-spec";
import { diskFiles } from "../../../spec/spec-files";
import type { Context } from "../../context";
import { editsFor, tellAndClose } from "../../edit-specs";
import { type Verb, WRITE } from "../../verb";
import { findSpec } from "./delete";
import { assertAddress } from "./replace";

interface Options {
  readonly admin?: readonly string[];
  readonly viewer?: readonly string[];
  readonly write?: boolean;
}

const other = (role: Role): Role => (role === "admin" ? "viewer" : "admin");

const has = ({ members }: BookingCalendar, person: string, role: Role): boolean =>
  Object.entries(members).some(([address, one]) => address === person && one === role);

/** No one is on a calendar twice: a person with the other role moves. */
function additions(calendar: BookingCalendar, person: string, role: Role): SpecEdit[] {
  if (has(calendar, person, role)) return [];
  const move = has(calendar, person, other(role)) ? [{ drop: `${other(role)}s`, entry: person }] : [];
  return [{ add: `${role}s`, entry: person }, ...move];
}

const removals = (calendar: BookingCalendar, person: string, role: Role): SpecEdit[] =>
  has(calendar, person, role) ? [{ drop: `${role}s`, entry: person }] : [];

/** The calendar that is meant, which must be one that can change. */
function activeSpec({ root, io }: Context, wanted: string): BookingCalendar {
  const calendar = findSpec(root, io.cwd, wanted);
  const { address, source, status } = calendar;
  return status === "deleted" ? refuse(problem("already-deleted", { address, file: source.file })) : calendar;
}

function apply(
  context: Context,
  wanted: readonly (readonly [BookingCalendar, readonly SpecEdit[]])[],
  isWritten: boolean,
): void {
  const edits = editsFor(
    context.root,
    wanted.map(([{ source }, changes]) => ({
      file: source.file,
      change: (text: string) => editSpec(text, changes),
    })),
  ).filter(({ before, after }) => before !== after);
  if (edits.length === 0) context.say("The specs say so already. Nothing was changed.");
  else tellAndClose(context, edits, isWritten);
}

function changePeople(
  context: Context,
  address: string,
  { admin = [], viewer = [], write = false }: Options,
  changesFor: (calendar: BookingCalendar, person: string, role: Role) => SpecEdit[],
  needsCalendar: (root: string, person: string) => Problem,
): void {
  assertAddress(address);
  const person = address.toLowerCase();
  const named = [
    ...admin.map((one) => [one, "admin"] as const),
    ...viewer.map((one) => [one, "viewer"] as const),
  ];
  if (named.length === 0) refuse(needsCalendar(context.root, person));
  const wanted = named.map(([name, role]) => {
    const calendar = activeSpec(context, name);
    return [calendar, changesFor(calendar, person, role)] as const;
  });
  apply(context, wanted, write);
}

/** Whoever asks to remove a person need not know what they are on. */
function placesOf(root: string, person: string): Problem {
  const calendars = loadEstate(root, diskFiles).estate?.organisations.flatMap((one) => one.calendars) ?? [];
  const as = (role: Role): string[] =>
    calendars
      .filter((one) => one.status === "active" && has(one, person, role))
      .map((one) => one.displayName);
  return problem("remove-needs-calendar", { person, admin: as("admin"), viewer: as("viewer") });
}

const CALENDARS = "name, address or file of each calendar";

const peopleVerb = (
  words: Readonly<Record<Role, string>>,
  example: string,
  ...how: [changesFor: typeof additions, needsCalendar: (root: string, person: string) => Problem]
): Verb => ({
  declare(command, context) {
    command
      .argument("<person>", "e-mail address of the person")
      .option("--admin <calendar...>", `${words.admin} of these calendars: ${CALENDARS}`)
      .option("--viewer <calendar...>", `${words.viewer} of these calendars: ${CALENDARS}`)
      .option(...WRITE)
      .examples([
        [example, "show the change of the spec"],
        [`${example.replace("--admin", "--viewer")} --write`, "write it"],
      ])
      .action((person: string, options: Options) => changePeople(context, person, options, ...how));
  },
});

/** `bookings add`: puts a person on calendars, in the specs. */
export const addVerb = peopleVerb(
  { admin: "make the person an admin", viewer: "make the person a viewer" },
  "bookings add amy.shah@nhs.net --admin LeedsCardiologyHeartFailure",
  additions,
  () => problem("needs-calendar", {}),
);

/** `bookings remove`: takes a person off calendars, in the specs. */
export const removeVerb = peopleVerb(
  { admin: "remove the person from the admins", viewer: "remove the person from the viewers" },
  "bookings remove bob.jones@nhs.net --viewer LeedsCardiologyHeartFailure",
  removals,
  placesOf,
);

const FIELDS: Readonly<Record<string, string>> = { phone: "phone", "reply-to": "replyTo" };

/** `bookings set`: changes the phone number or the reply address of a calendar, in its spec. */
export const setVerb: Verb = {
  declare(command, context) {
    command
      .argument("<calendar>", "name, address or file of the calendar")
      .argument("<field>", "phone or reply-to")
      .argument("<value>", "the phone number or the e-mail address")
      .option(...WRITE)
      .examples([
        ["bookings set LeedsCardiologyHeartFailure phone '0113 496 0100'", "show the change of the spec"],
        ["bookings set LeedsCardiologyHeartFailure reply-to cardiology.leeds@nhs.net --write", "write it"],
      ])
      .action((name: string, word: string, to: string, { write = false }: Options) => {
        const field = FIELDS[word];
        if (field === undefined)
          return refuse(problem("unknown-setting", { field: word, known: Object.keys(FIELDS) }));
        apply(context, [[activeSpec(context, name), [{ set: field, to }]]], write);
      });
  },
};
