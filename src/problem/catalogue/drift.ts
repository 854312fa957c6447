import type { Catalogue } from "./catalogue";

interface OfCalendar {
  readonly calendar: string;
  readonly organisation: string;
}
interface OfPolicy {
  readonly policy: string;
  readonly organisation: string;
}
type OfPerson = OfCalendar & { readonly address: string };

const FIELDS: Readonly<Record<string, string>> = {
  displayName: "display name",
  replyTo: "reply address",
  phone: "phone number",
  deletion: "its deletion",
  recreate: "to make it again",
};
const fieldWord = (field: string): string => FIELDS[field] ?? field;
const shown = (value: string): string => (value === "" ? "empty" : `«${value}»`);

const ROLES: Readonly<Record<string, string>> = { admin: "an admin", viewer: "a viewer" };
const roleWord = (role: string): string => ROLES[role] ?? `«${role.replace(/^other:/, "")}»`;
const listOf = (role: string): string => (role === "admin" ? "admins" : "viewers");

/** Why somebody can no longer be on a calendar. */
const REASONS: Readonly<Record<string, string>> = {
  "not-in-directory": "is not in the directory any more",
  disabled: "has a disabled account",
  guest: "is a guest of the tenant now",
  "not-migrated": "has no mailbox in Exchange Online",
  shared: "is a shared mailbox now",
  room: "is a room now",
  equipment: "is a piece of equipment now",
  "no-person": "has a mailbox without a person now",
};
const reasonWord = (reason: string): string => REASONS[reason] ?? reason;

const keepOrRepair = (repair: string, keep: string): string => `${repair}\n${keep}`;

/** Findings of the area «drift»: what specs, state and tenant do not agree on, and the ways out. */
export const driftProblems = {
  "drift-field-changed": {
    severity: "warning",
    sentence: (a: OfCalendar & { field: string; tenant: string; spec: string }) =>
      `The ${fieldWord(a.field)} is ${shown(a.tenant)} in the tenant; the spec says ${shown(a.spec)}.`,
    advice: (a: OfCalendar & { field: string; tenant: string }) =>
      a.field === "displayName"
        ? `To put it back: bookings up ${a.organisation}. A calendar's name is computed and cannot be kept otherwise.`
        : keepOrRepair(
            `To put it back: bookings up ${a.organisation}`,
            `To keep it: write ${a.field}: ${JSON.stringify(a.tenant)} in the spec`,
          ),
  },
  "drift-person-missing": {
    severity: "warning",
    sentence: (a: OfPerson & { role: string }) =>
      `${a.address} is ${roleWord(a.role)} by the spec, but is not on the calendar.`,
    advice: (a: OfCalendar) =>
      keepOrRepair(
        `To put them on it again: bookings up ${a.organisation}`,
        "To leave it so: take the line out of the spec",
      ),
  },
  "drift-person-unmanaged": {
    severity: "warning",
    sentence: (a: OfPerson & { role: string }) =>
      `${a.address} is on the calendar as ${roleWord(a.role)}, but not in the spec.`,
    advice: (a: OfPerson & { role: string }) =>
      keepOrRepair(
        `To take them off it: bookings up ${a.organisation}`,
        `To keep them: write - ${a.address} under ${listOf(a.role)}`,
      ),
  },
  "drift-role-changed": {
    severity: "warning",
    sentence: (a: OfPerson & { tenant: string; spec: string }) =>
      `${a.address} is ${roleWord(a.tenant)} on the calendar; the spec says ${roleWord(a.spec)}.`,
    advice: (a: OfCalendar & { tenant: string }) =>
      a.tenant.startsWith("other:")
        ? `To put it back: bookings up ${a.organisation}`
        : keepOrRepair(
            `To put it back: bookings up ${a.organisation}`,
            `To keep it: move the line to ${listOf(a.tenant)}`,
          ),
  },
  "drift-calendar-missing": {
    severity: "error",
    outcome: "drift",
    sentence: (a: OfCalendar) => `The tenant has no calendar ${a.calendar} any more. Nobody asked for that.`,
    advice: (a: OfCalendar) =>
      [
        "Find out who removed it. Its appointments are lost with it.",
        `To have it made again, empty: write recreate: { confirm: ${a.calendar} } in the spec`,
        `To let it go: bookings delete ${a.calendar}`,
      ].join("\n"),
  },
  "drift-alive-again": {
    severity: "error",
    outcome: "drift",
    sentence: (a: OfCalendar) => `${a.calendar} was deleted, but there is a calendar at that address again.`,
    advice: () =>
      "Find out who made it. It is not ours and is never written to: have its owner delete it in the Bookings app.",
  },
  "drift-calendar-unmanaged": {
    severity: "warning",
    sentence: (a: OfCalendar) =>
      `${a.calendar} bears the organisation's name, but no spec and no state knows it.`,
    advice: (a: OfCalendar) =>
      keepOrRepair(
        `To take it over as it is: bookings adopt ${a.calendar}`,
        "To be rid of it: ask its admins to delete it in the Bookings app",
      ),
  },
  "drift-address-taken": {
    severity: "error",
    outcome: "drift",
    sentence: (a: OfCalendar) =>
      `The spec asks for ${a.calendar}, and somebody else's calendar is there: it does not carry our mark.`,
    advice: (a: OfCalendar) =>
      keepOrRepair(
        `If it is the organisation's: bookings adopt ${a.calendar}`,
        "Otherwise: give the new one another clinic name",
      ),
  },
  "drift-leaver": {
    severity: "warning",
    sentence: (a: OfPerson & { reason: string }) => `${a.address} ${reasonWord(a.reason)}.`,
    advice: (a: OfPerson) =>
      keepOrRepair(
        "Take the line out of the spec",
        `or put somebody else in all their places: bookings replace ${a.address} NEW-ADDRESS`,
      ),
  },
  "drift-last-admin-left": {
    severity: "error",
    outcome: "drift",
    sentence: (a: OfPerson & { reason: string }) =>
      `${a.address} ${reasonWord(a.reason)}, and the calendar has no other admin who can use it.`,
    advice: (a: OfPerson) =>
      keepOrRepair(
        "Add another admin to the spec",
        `or put somebody else in all their places: bookings replace ${a.address} NEW-ADDRESS`,
      ),
  },
  "drift-reply-address-lost": {
    severity: "warning",
    sentence: (a: OfPerson) =>
      `The reply address ${a.address} is not in the directory any more: patients' replies get lost.`,
    advice: () => "Write the address of a person or of a shared mailbox that exists under replyTo.",
  },
  "drift-calendar-unreadable": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: OfCalendar & { why: string }) =>
      `${a.calendar} could not be read (${a.why}). It is neither taken for gone nor for changed.`,
    advice: () => "Run again; if it stays so, look at what the observer may read.",
  },
  "drift-list-unreadable": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: { organisation: string; why: string }) =>
      `The calendars of ${a.organisation} could not be listed (${a.why}): some that nobody manages may be unseen.`,
    advice: () => "Run again; if it stays so, look at what the observer may read.",
  },
  "drift-people-unreadable": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: { organisation: string; people: number; why: string }) =>
      a.people === 0
        ? `The directory could not be read (${a.why}): who has left is not known.`
        : `The kind of mailbox of ${a.people} people could not be read (${a.why}): whether they have left is not known.`,
    advice: () => "Run again; if it stays so, look at what the observer may read.",
  },
  "drift-not-applied": {
    severity: "advice",
    sentence: (a: OfCalendar & { what: readonly string[] }) =>
      `The spec asks for what no run has brought about yet: ${a.what.map(fieldWord).join(", ")}.`,
    advice: (a: OfCalendar) => `bookings up ${a.organisation} does.`,
  },
  "drift-not-made": {
    severity: "advice",
    sentence: (a: OfCalendar) => `${a.calendar} is in the specs only.`,
    advice: (a: OfCalendar) => `bookings up ${a.organisation} makes it.`,
  },
  "drift-not-recorded": {
    severity: "advice",
    sentence: (a: OfCalendar) => `${a.calendar} is there with our mark, but no run has recorded it.`,
    advice: (a: OfCalendar) => `A run was interrupted: bookings up ${a.organisation} completes it.`,
  },
  "drift-unfinished": {
    severity: "advice",
    sentence: (a: OfCalendar & { status: string }) =>
      a.status === "deleting"
        ? `A run has begun to delete ${a.calendar} and did not finish.`
        : `A run has begun ${a.calendar} and did not finish.`,
    advice: (a: OfCalendar) => `bookings up ${a.organisation} goes on.`,
  },
  "drift-application-on": {
    severity: "warning",
    sentence: (a: OfPolicy & { application: string }) =>
      `${a.application} is switched on in the group of ${a.policy}, but not in the spec.`,
    advice: (a: OfPolicy & { application: string }) =>
      a.application.startsWith("plan ")
        ? `To switch it off: bookings up ${a.organisation}`
        : keepOrRepair(
            `To switch it off: bookings up ${a.organisation}`,
            `To keep it: write - ${a.application} under applications`,
          ),
  },
  "drift-application-off": {
    severity: "warning",
    sentence: (a: OfPolicy & { application: string }) =>
      `${a.application} is switched off in the group of ${a.policy}; the spec asks for it.`,
    advice: (a: OfPolicy) =>
      keepOrRepair(
        `To switch it on again: bookings up ${a.organisation}`,
        "To leave it so: take the line out of the spec",
      ),
  },
  "drift-policy-user-missing": {
    severity: "warning",
    sentence: (a: OfPolicy & { address: string }) =>
      `${a.address} is listed in the spec, but is not in the group of ${a.policy}.`,
    advice: (a: OfPolicy) =>
      keepOrRepair(
        `To put them into it again: bookings up ${a.organisation}`,
        "To leave it so: take the line out of the spec",
      ),
  },
  "drift-policy-user-unmanaged": {
    severity: "warning",
    sentence: (a: OfPolicy & { address: string }) =>
      `${a.address} is in the group of ${a.policy}, but not in the spec.`,
    advice: (a: OfPolicy & { address: string }) =>
      keepOrRepair(
        `To take them out of it: bookings up ${a.organisation}`,
        `To keep them: write - ${a.address} under users`,
      ),
  },
  "drift-policy-missing": {
    severity: "error",
    outcome: "drift",
    sentence: (a: OfPolicy) =>
      `The tenant has no group of ${a.policy} any more. Nobody asked for that, and its people have lost what it gave.`,
    advice: (a: OfPolicy & { isOurs: boolean }) =>
      keepOrRepair(
        "Find out who removed it; an administrator may bring a group back within 30 days.",
        a.isOurs
          ? `To have it made again with its people: bookings up ${a.organisation}`
          : "A group that was taken over is not made anew: add a policy without adopt under another name",
      ),
  },
  "drift-policy-alive": {
    severity: "error",
    outcome: "drift",
    sentence: (a: OfPolicy) => `${a.policy} was retired, but there is a group of that name again.`,
    advice: () =>
      "Find out who made it. It is not ours and is never written to: have an administrator remove it.",
  },
  "drift-policy-not-applied": {
    severity: "advice",
    sentence: (a: OfPolicy & { what: readonly string[] }) =>
      `The spec asks for what no run has brought about yet: ${a.what.join(", ")}.`,
    advice: (a: OfPolicy) => `bookings up ${a.organisation} does.`,
  },
  "drift-policy-not-made": {
    severity: "advice",
    sentence: (a: OfPolicy) => `The policy ${a.policy} is in the specs only.`,
    advice: (a: OfPolicy) => `bookings up ${a.organisation} makes it.`,
  },
  "drift-policy-unfinished": {
    severity: "advice",
    sentence: (a: OfPolicy) => `A run has begun to retire ${a.policy} and did not finish.`,
    advice: (a: OfPolicy) => `bookings up ${a.organisation} goes on.`,
  },
  "drift-policy-not-served": {
    severity: "advice",
    sentence: (a: OfPolicy & { address: string; word: string }) =>
      `The directory could not give ${a.address} what ${a.policy} has (${a.word}).`,
    advice: (a: OfPolicy) => `bookings up ${a.organisation} tries once more and tells why.`,
  },
  "drift-membership-pending": {
    severity: "advice",
    sentence: (a: { calendar: string; address: string }) =>
      `${a.address} has still to approve Microsoft's e-mail.`,
  },
  "drift-membership-rejected": {
    severity: "advice",
    sentence: (a: { calendar: string; address: string }) =>
      `${a.address} has declined to be on the calendar.`,
    advice: (a: { address: string }) =>
      `Talk to them; if they are not to be on it, take ${a.address} out of the spec.`,
  },
} as const satisfies Catalogue;
