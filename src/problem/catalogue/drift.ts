import {
  addOperator,
  type Catalogue,
  CHECK_OBSERVER,
  leftUnread,
  replaceAdmin,
  shellWord,
  whyLeft,
} from "./catalogue";
import { licenceFailure } from "./policies";

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
  marker: "marker",
  deletion: "deletion",
  recreate: "creating it again",
};
const fieldWord = (field: string): string => FIELDS[field] ?? field;
const shown = (value: string): string => (value === "" ? "empty" : `“${value}”`);

const ROLES: Readonly<Record<string, string>> = { admin: "an admin", viewer: "a viewer" };
const roleWord = (role: string): string => ROLES[role] ?? `“${role.replace(/^other:/, "")}”`;
/** The command that takes a calendar's drift into its spec. */
export const pullOf = (a: OfCalendar): string =>
  `bookings pull ${a.organisation} --calendar ${shellWord(a.calendar)}`;
const pullOfPolicy = (a: OfPolicy): string =>
  `bookings pull ${a.organisation} --calendar ${shellWord(a.policy)}`;
const adoptionOf = (a: OfCalendar): string =>
  `bookings adopt ${a.organisation} --calendar ${shellWord(a.calendar)}`;

const UNFINISHED: Readonly<Record<string, string>> = { deleting: "to delete ", retiring: "to retire " };

const keepOrRepair = (repair: string, keep: string): string => `${repair}\n${keep}`;

const CANNOT_BE_KEPT = "They cannot be kept: specs name accounts of the tenant's domain only.";

/** Findings of the area “drift”: where specs, state and tenant differ, and what to do about it. */
export const driftProblems = {
  "drift-field-changed": {
    severity: "warning",
    sentence: (a: OfCalendar & { field: string; tenant: string; spec: string }) =>
      `The ${fieldWord(a.field)} is ${shown(a.tenant)} in the tenant; the spec says ${shown(a.spec)}.`,
    advice: (a: OfCalendar & { field: string; tenant: string; adopted?: true }) =>
      a.field === "displayName" && !a.adopted
        ? `To put it back: bookings up ${a.organisation}. A calendar's name is computed and cannot be kept otherwise.`
        : keepOrRepair(
            `To put it back: bookings up ${a.organisation}`,
            a.field === "marker"
              ? `To leave the calendar without it: ${pullOf(a)}`
              : `To keep it in the spec: ${pullOf(a)}`,
          ),
  },
  "drift-marker-overwritten": {
    severity: "warning",
    sentence: (a: { calendar: string; tenant: string; marker: string }) =>
      `The business type is ${shown(a.tenant)} in the tenant, where ${a.calendar} had its marker: only the people on record still show that it is ours.`,
    advice: (a: { marker: string }) =>
      `Have one of its admins write as its business type in the Bookings app: ${a.marker}`,
  },
  "drift-operator-off-staff": {
    severity: "warning",
    sentence: (a: { calendar: string; operator: string; admins: readonly string[] }) =>
      `${a.operator} is not an administrator of the calendar: nothing can be changed on it from git.`,
    advice: (a: { operator: string; admins: readonly string[] }) => `${addOperator(a)}.`,
  },
  "drift-person-missing": {
    severity: "warning",
    sentence: (a: OfPerson & { role: string }) =>
      `${a.address} is ${roleWord(a.role)} in the spec, but is not on the calendar.`,
    advice: (a: OfPerson) =>
      keepOrRepair(
        `To add them again: bookings up ${a.organisation}`,
        `To leave it: ${pullOf(a)} --person ${a.address}`,
      ),
  },
  "drift-person-unmanaged": {
    severity: "warning",
    sentence: (a: OfPerson & { role: string }) =>
      `${a.address} is on the calendar as ${roleWord(a.role)}, but not in the spec.`,
    advice: (a: OfPerson & { role: string; keepable: boolean }) =>
      keepOrRepair(
        `To remove them: bookings up ${a.organisation}`,
        a.keepable === false
          ? CANNOT_BE_KEPT
          : a.role.startsWith("other:")
            ? `To keep them with another role: write “- ${a.address}” under viewers in the spec`
            : `To keep them: ${pullOf(a)} --person ${a.address}`,
      ),
  },
  "drift-role-changed": {
    severity: "warning",
    sentence: (a: OfPerson & { tenant: string; spec: string }) =>
      `${a.address} is ${roleWord(a.tenant)} on the calendar; the spec says ${roleWord(a.spec)}.`,
    advice: (a: OfPerson & { tenant: string }) =>
      a.tenant.startsWith("other:")
        ? `To put it back: bookings up ${a.organisation}`
        : keepOrRepair(
            `To put it back: bookings up ${a.organisation}`,
            `To keep it: ${pullOf(a)} --person ${a.address}`,
          ),
  },
  "drift-calendar-missing": {
    outcome: "drift",
    sentence: (a: OfCalendar) =>
      `The tenant has no calendar ${a.calendar} any more. No spec asked for its deletion.`,
    advice: (a: OfCalendar & { times?: number }) =>
      [
        "Find out who removed it. Its appointments are lost with it.",
        `To create it again, empty: write recreate: { confirm: ${a.calendar}${a.times ? `, times: ${a.times}` : ""} } in the spec`,
        `To accept its loss: bookings delete ${a.calendar}`,
      ].join("\n"),
  },
  "drift-alive-again": {
    outcome: "drift",
    sentence: (a: OfCalendar) => `${a.calendar} was deleted, but there is a calendar at that address again.`,
    advice: () =>
      "Find out who created it. It is not managed here and is never changed: ask its owner to delete it in the Bookings app.",
  },
  "drift-calendar-unmanaged": {
    severity: "warning",
    sentence: (a: OfCalendar) =>
      `${a.calendar} has the organisation's short name, but is in no spec and no record.`,
    advice: (a: OfCalendar) =>
      keepOrRepair(
        `To manage it from git: ${adoptionOf(a)}`,
        "To remove it: ask its admins to delete it in the Bookings app",
      ),
  },
  "drift-address-taken": {
    outcome: "drift",
    sentence: (a: OfCalendar) =>
      `The spec asks for ${a.calendar}, but there is another calendar at that address, without our marker.`,
    advice: (a: OfCalendar) =>
      keepOrRepair(
        `If it is the organisation's: ${adoptionOf(a)}`,
        "Otherwise: choose another clinic name for the new one",
      ),
  },
  "drift-another-person": {
    severity: "warning",
    sentence: (a: OfPerson) =>
      `Another person now has the address ${a.address}: it belongs to another account than when it was put on the calendar.`,
    advice: () =>
      "Find out who has the address now. Remove the line from the spec and apply that. If the new person belongs on the calendar, add the line again afterwards.",
  },
  "drift-person-elsewhere": {
    severity: "warning",
    sentence: (a: OfPerson & { theirs: string }) => `${a.address} is now in ${a.theirs}.`,
    advice: () =>
      "Remove the line from the spec if the person no longer works for this organisation. Otherwise nothing needs to be done, unless specs/tenant.yaml says “otherOrganisations: refused”.",
  },
  "drift-leaver": {
    severity: "warning",
    sentence: (a: OfPerson & { reason: string }) => `${a.address} ${whyLeft(a)}.`,
    advice: (a: OfPerson) =>
      keepOrRepair(
        "Remove the line from the spec",
        `or replace the person everywhere: bookings replace ${a.address} NEW-ADDRESS`,
      ),
  },
  "drift-last-admin-left": {
    outcome: "drift",
    sentence: (a: OfPerson & { reason: string }) =>
      `${a.address} ${whyLeft(a)}, and the calendar has no other admin who can use it.`,
    advice: replaceAdmin,
  },
  "drift-reply-address-lost": {
    severity: "warning",
    sentence: (a: OfPerson) =>
      `The reply address ${a.address} is not in the directory any more: patients' replies are lost.`,
    advice: () => "Write the address of a person or of a shared mailbox that exists under replyTo.",
  },
  "drift-calendar-unreadable": leftUnread("calendar"),
  "drift-list-unreadable": {
    outcome: "unreadable",
    sentence: (a: { organisation: string; why: string }) =>
      `The calendars of ${a.organisation} could not be listed (${a.why}): unmanaged calendars may be missing from this report.`,
    advice: () => CHECK_OBSERVER,
  },
  "drift-people-unreadable": {
    outcome: "unreadable",
    sentence: (a: { organisation: string; people: number; why: string }) =>
      a.people === 0
        ? `The directory could not be read (${a.why}): leavers are not known.`
        : `The kind of mailbox of ${a.people === 1 ? "1 person" : `${a.people} people`} could not be read (${a.why}): whether they have left is not known.`,
    advice: () => CHECK_OBSERVER,
  },
  "drift-not-noted": {
    severity: "advice",
    sentence: (a: { organisation: string; place: string; why: string }) =>
      `What was found in ${a.organisation} could not be recorded in ${a.place} (${a.why}). The report itself is complete.`,
    advice: () =>
      "Evidence for auditors will not show this day. To have it recorded, set BOOKINGS_FINDINGS to a place that this account may write to.",
  },
  "findings-not-fetched": {
    outcome: "unreadable",
    sentence: (a: { place: string; why: string }) =>
      `What searches for drift found cannot be read in ${a.place} (${a.why}). Nothing was changed.`,
    advice: () =>
      "Check BOOKINGS_FINDINGS and the sign-in to that storage (AZURE_STORAGE_ACCOUNT, AZURE_STORAGE_KEY or az login), then run the command again.",
  },
  "drift-not-applied": {
    severity: "advice",
    sentence: (a: { what: readonly string[] }) => `Not applied yet: ${a.what.map(fieldWord).join(", ")}.`,
    advice: (a: { organisation: string }) => `bookings up ${a.organisation} applies it.`,
  },
  "drift-not-made": {
    severity: "advice",
    sentence: (a: { name: string }) => `${a.name} has not been created yet.`,
    advice: (a: { organisation: string }) => `bookings up ${a.organisation} creates it.`,
  },
  "drift-not-recorded": {
    severity: "advice",
    sentence: (a: OfCalendar) => `${a.calendar} exists with our marker, but no run has recorded it.`,
    advice: (a: OfCalendar) => `A run was interrupted: bookings up ${a.organisation} completes it.`,
  },
  "drift-unfinished": {
    severity: "advice",
    sentence: (a: { name: string; status: string }) =>
      a.status === "awaiting-removal"
        ? `${a.name} is closed and waits for an Exchange administrator to remove its mailbox.`
        : `A run began ${UNFINISHED[a.status] ?? ""}${a.name} and did not finish.`,
    advice: (a: { organisation: string; status: string }) =>
      a.status === "awaiting-removal"
        ? `To see the command for the administrator: bookings up ${a.organisation}`
        : `bookings up ${a.organisation} finishes it.`,
  },
  "drift-application-on": {
    severity: "warning",
    sentence: (a: OfPolicy & { application: string }) =>
      `${a.application} is switched on in the group of ${a.policy}, but not in the spec.`,
    advice: (a: OfPolicy & { application: string }) =>
      a.application.startsWith("plan ")
        ? `To switch it off: bookings up ${a.organisation}`
        : keepOrRepair(`To switch it off: bookings up ${a.organisation}`, `To keep it: ${pullOfPolicy(a)}`),
  },
  "drift-application-off": {
    severity: "warning",
    sentence: (a: OfPolicy & { application: string }) =>
      `${a.application} is switched off in the group of ${a.policy}; the spec asks for it.`,
    advice: (a: OfPolicy) =>
      keepOrRepair(`To switch it on again: bookings up ${a.organisation}`, `To leave it: ${pullOfPolicy(a)}`),
  },
  "drift-policy-another-person": {
    severity: "warning",
    sentence: (a: OfPolicy & { address: string }) =>
      `Another person now has the address ${a.address}: it belongs to another account than when it was put into the group of ${a.policy}.`,
    advice: () =>
      "Find out who has the address now. Remove the line from the spec and apply that. If the new person is to have the policy, add the line again afterwards.",
  },
  "drift-policy-user-renamed": {
    severity: "advice",
    sentence: (a: OfPolicy & { address: string; now: string }) =>
      `${a.address}, in the group of ${a.policy}, now has the address ${a.now}.`,
    advice: (a: OfPolicy & { address: string; now: string }) =>
      `Write the new address into the spec: bookings replace ${a.address} ${a.now} ${a.organisation} --write`,
  },
  "drift-policy-user-missing": {
    severity: "warning",
    sentence: (a: OfPolicy & { address: string; isGone?: boolean }) =>
      `${a.address} is listed in the spec, but is not in the group of ${a.policy}${a.isGone === true ? ": the account is not in the directory" : ""}.`,
    advice: (a: OfPolicy & { address: string; isGone?: boolean }) =>
      a.isGone === true
        ? `If the account was deleted by mistake, have it restored. Otherwise: ${pullOfPolicy(a)} --person ${a.address}`
        : keepOrRepair(
            `To add them again: bookings up ${a.organisation}`,
            `To leave it: ${pullOfPolicy(a)} --person ${a.address}`,
          ),
  },
  "drift-policy-user-unmanaged": {
    severity: "warning",
    sentence: (a: OfPolicy & { address: string }) =>
      `${a.address} is in the group of ${a.policy}, but not in the spec.`,
    advice: (a: OfPolicy & { address: string; keepable: boolean }) =>
      keepOrRepair(
        `To remove them: bookings up ${a.organisation}`,
        a.keepable === false ? CANNOT_BE_KEPT : `To keep them: ${pullOfPolicy(a)} --person ${a.address}`,
      ),
  },
  "drift-policy-other-licence": {
    severity: "warning",
    sentence: (a: OfPolicy & { licences: readonly string[] }) =>
      `The group of ${a.policy} also gives ${a.licences.join(", ")} to everyone in it; no spec asks for that.`,
    advice: () =>
      "Take that licence off the group in the Microsoft 365 admin centre, or give it to a group of its own.",
  },
  "drift-policy-nested-group": {
    severity: "warning",
    sentence: (a: OfPolicy & { groups: readonly string[] }) =>
      `The group of ${a.policy} has another group in it, ${a.groups.join(", ")}; no spec asks for that, and licences do not reach its people.`,
    advice: () =>
      "Take that group out in the Microsoft 365 admin centre, and list its people in the policy's spec if they are to have it.",
  },
  "drift-policy-missing": {
    outcome: "drift",
    sentence: (a: OfPolicy) =>
      `The tenant has no group of ${a.policy} any more. No spec asked for that, and its people have lost what it gave.`,
    advice: (a: OfPolicy & { isOurs: boolean }) =>
      keepOrRepair(
        "Find out who deleted it; an administrator can restore a group within 30 days.",
        a.isOurs
          ? `To create it again with its people: bookings up ${a.organisation}`
          : "A group that was taken over is not created again: add a policy without adopt under another name",
      ),
  },
  "drift-policy-alive": {
    outcome: "drift",
    sentence: (a: OfPolicy) => `${a.policy} was retired, but there is a group of that name again.`,
    advice: () =>
      "Find out who created it. It is not managed here and is never changed: ask an administrator to delete it.",
  },
  "drift-policy-not-served": {
    severity: "advice",
    sentence: (a: OfPolicy & { address: string; word: string }) =>
      `The directory could not give ${a.address} the licence of ${a.policy}: ${licenceFailure(a.word)}.`,
    advice: (a: OfPolicy) => `bookings up ${a.organisation} tries again and says why.`,
  },
  "drift-membership-pending": {
    severity: "advice",
    sentence: (a: { calendar: string; address: string }) =>
      `${a.address} has not approved Microsoft's e-mail yet.`,
  },
  "drift-memberships-pending": {
    severity: "advice",
    sentence: (a: { organisation: string; members: number; calendars: number }) =>
      `${a.members === 1 ? "1 person" : `${a.members} people`} on ${a.calendars === 1 ? "1 calendar" : `${a.calendars} calendars`} ${a.members === 1 ? "has" : "have"} not approved Microsoft's e-mail yet.`,
    advice: (a: { organisation: string }) => `bookings drift ${a.organisation} --verbose names them.`,
  },
  "drift-membership-rejected": {
    severity: "advice",
    sentence: (a: { calendar: string; address: string }) =>
      `${a.address} has declined to be on the calendar.`,
    advice: (a: { address: string }) =>
      `Ask them; if they should not be on it, remove ${a.address} from the spec.`,
  },
} as const satisfies Catalogue;
