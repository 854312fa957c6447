import { addOperator, type Catalogue, leftUnread } from "./catalogue";
import { pullOf } from "./drift";

interface AdminLack {
  readonly calendar: string;
  /** Whose calendar it is, where it has an admin in the tenant who is not in its spec. */
  readonly organisation?: string;
}

/** The steps of making and changing a calendar, in words. */
const STEPS: Readonly<Record<string, (who: string) => string>> = {
  fields: () => "writing name, reply address or phone",
  operator: () => "adding the calendar operator to the staff",
  starter: () => "adding the first service",
  staff: () => "reading the staff",
  look: () => "looking at the staff",
  add: (who) => `adding ${who}`,
  change: (who) => `changing the role of ${who}`,
  remove: (who) => `removing ${who}`,
};

/** Problems of the area “graph”: what the calendar handlers say when they refuse or fail. */
export const graphProblems = {
  "wrong-tenant": {
    outcome: "refused",
    sentence: (a: { calendar: string; wanted: string; got: string }) =>
      `${a.calendar} belongs to tenant ${a.wanted}, but the sign-in is for tenant ${a.got}. Nothing was read or changed.`,
    advice: () =>
      "Check BOOKINGS_TENANT_ID and the identities file: they must match the tenant in specs/tenant.yaml.",
  },
  "foreign-address": {
    outcome: "unreadable",
    sentence: (a: { address: string; computed: string }) =>
      `The address ${a.address} is not the one computed from organisation, service area and clinic: ${a.computed}. Nothing was changed.`,
    advice: () => "Addresses are computed, never typed. Let the program compute it from the spec.",
  },
  "another-organisation": {
    outcome: "refused",
    sentence: (a: { ours: string; theirs: string }) =>
      `This run is of ${a.ours}, but its state holds something of ${a.theirs}. Nothing of ${a.theirs} was read or changed.`,
    advice: () => "Restore the state from its backup, and find out who edited it.",
  },
  "foreign-operator": {
    outcome: "refused",
    sentence: (a: { organisation: string; account: string }) =>
      `The account ${a.account} is not the calendar operator of ${a.organisation}. Nothing was changed.`,
    advice: () =>
      "Each organisation's calendars are written by its own operator only. Correct calendarOperators in the identities file.",
  },
  "fixed-field-changed": {
    outcome: "invalid",
    sentence: (a: { field: string; before: string; after: string }) =>
      `${a.field} cannot be changed (it was ${a.before}, now ${a.after}): it is part of the calendar's address or identity.`,
    advice: () =>
      "Put the old value back. For a calendar of another name add a new spec file, move the people, and delete the old one when it is no longer needed.",
  },
  "no-admin": {
    outcome: "invalid",
    sentence: (a: AdminLack) =>
      `${a.calendar} has no admin. A calendar needs at least one person as admin as long as it exists (guide section 3).`,
    advice: ({ calendar, organisation }: AdminLack) => {
      const add = "Add an address under admins.";
      if (organisation === undefined) return add;
      const pull = pullOf({ calendar, organisation: organisation.toLowerCase() });
      return `${add}\nIn the tenant it has an admin. To take that person into the spec: ${pull}`;
    },
  },
  "delete-locked": {
    outcome: "refused",
    sentence: (a: { calendar: string }) =>
      `${a.calendar} is not deleted by removing it from the stack or by “pulumi destroy”: patients may be booked. Nothing was deleted.`,
    advice: () =>
      "To delete it, turn its spec into a tombstone with “bookings delete”, and have that reviewed and applied. “pulumi state delete” makes Pulumi forget it and changes nothing in the tenant.",
  },
  "calendar-not-ours": {
    outcome: "refused",
    sentence: (a: { address: string; marker: string }) =>
      `There is a calendar ${a.address} already, without our marker (${a.marker}): someone else created it. It was not touched.`,
    advice: () =>
      "Choose another clinic name. If it is the organisation's own calendar, have it taken over with “bookings adopt” instead.",
  },
  "calendar-found-again": {
    severity: "advice",
    sentence: (a: { address: string }) =>
      `There is a calendar ${a.address} with our marker already: an interrupted run created it. It will be completed.`,
  },
  "calendar-not-on-record": {
    outcome: "refused",
    sentence: (a: { address: string; organisation: string }) =>
      `There is a calendar ${a.address} with our marker, but neither the state nor the journal of ${a.organisation} knows it: they were lost, or belong to another folder. Nothing was changed.`,
    advice: (a: { address: string; organisation: string }) =>
      `Check PULUMI_BACKEND_URL and BOOKINGS_JOURNAL. If both are right, record what is there: bookings adopt ${a.organisation.toLowerCase()} --recover`,
  },
  "addresses-unreadable": {
    outcome: "unreadable",
    sentence: (a: { calendars: number; reason: string }) =>
      `Microsoft Graph did not say whether ${a.calendars === 1 ? "the address of a new calendar is" : `the addresses of ${a.calendars} new calendars are`} free: ${a.reason}`,
    advice: (_a: { calendars: number }) => "Nothing was created. Run the command again when Graph answers.",
  },
  "calendar-mark-lost": {
    outcome: "refused",
    sentence: (a: { address: string; marker: string }) =>
      `${a.address} no longer carries our marker or any staff we added: it may be another calendar, created after ours was deleted. It was not touched.`,
    advice: (a: { marker: string }) =>
      [
        "Look at it in the Bookings app, at its people, services and appointments.",
        `If it is the same one: have one of its admins write as its business type: ${a.marker}`,
        "If it is another: ask whoever created it to delete it. Then our calendar is shown as missing, and can be created again or deleted.",
      ].join("\n"),
  },
  "awaiting-removal": {
    outcome: "failed",
    sentence: (a: { calendar: string }) =>
      `${a.calendar} awaits removal. It is closed: its booking page is unpublished, and only the service account is left on it. Only an Exchange administrator can delete it, and none of the sign-ins here is one.`,
    advice: (a: { calendar: string }) =>
      `An Exchange administrator runs, in PowerShell: Connect-ExchangeOnline; Remove-Mailbox -Identity ${a.calendar} -Confirm:$false. The next bookings up checks that the calendar is gone, and records it as deleted. With “calendarDeleter” in the identities file, bookings up deletes it by itself.`,
  },
  "creation-awaited": {
    severity: "advice",
    sentence: (a: { address: string }) =>
      `An interrupted run began to create ${a.address}: its account is in the directory, and Bookings does not show the calendar yet. It will be waited for and completed.`,
  },
  "creation-unconfirmed": {
    outcome: "unreadable",
    sentence: (a: { address: string }) =>
      `Microsoft Graph did not confirm that it created ${a.address}, and does not show the calendar yet. It was not asked a second time: that could create two.`,
    advice: () =>
      "Run the command again in a few minutes: it looks for the calendar first, and creates it only if it is certain that it does not exist.",
  },
  "address-in-use": {
    outcome: "refused",
    sentence: (a: { address: string; account: string }) =>
      `${a.address} is already the address of “${a.account}” in the directory, and Bookings has no calendar there.`,
    advice: () =>
      "Choose another clinic name, or have the address taken off that account. If a calendar of this name was deleted a short time ago, wait until its account has gone.",
  },
  "lost-answer-without-marker": {
    outcome: "refused",
    sentence: (a: { address: string }) =>
      `The answer to creating ${a.address} was lost. A calendar of that address exists now, but without our marker nothing shows whether it is the one just requested. It was not touched.`,
    advice: () =>
      "Look at it in the Bookings app. If no one else created it, take it over with “bookings adopt”; otherwise choose another clinic name.",
  },
  "other-address-given": {
    outcome: "failed",
    sentence: (a: { wanted: string; given: string }) =>
      `Microsoft Graph created the calendar as ${a.given} instead of ${a.wanted}. It is recorded as half made; no one was added and nothing was deleted.`,
    advice: (a: { given: string }) =>
      `Find out why (another calendar of that name, the tenant's naming policy, or the operator's mailbox domain), then remove it with: bookings discard ${a.given}`,
  },
  "creates-stopped": {
    outcome: "refused",
    sentence: (a: { calendar: string; first: string; wanted: string; given: string }) =>
      `${a.calendar} was not created: Microsoft Graph created ${a.first} as ${a.given} instead of ${a.wanted}, and would do the same to others.`,
    advice: () => "Resolve that one, then run again: this one is created then.",
  },
  "half-made": {
    outcome: "refused",
    sentence: (a: { calendar: string; given: string }) =>
      `${a.calendar} is half made under another address, ${a.given}, and cannot be completed.`,
    advice: (a: { given: string }) => `Remove it, then run again: bookings discard ${a.given}`,
  },
  "not-completed": {
    outcome: "failed",
    sentence: (a: { calendar: string; step: string; who: string; why: string }) =>
      `${a.calendar}: ${STEPS[a.step]?.(a.who) ?? a.step} failed (${a.why}). What was done is recorded.`,
    advice: () => "Run again: the next run does the rest, and nothing twice.",
  },
  "admins-not-added": {
    outcome: "failed",
    sentence: (a: { calendar: string }) => `${a.calendar}: no admin could be added.`,
    advice: () => "Run again; if it fails again, check whether the admin's account works.",
  },
  "last-admin-kept": {
    outcome: "failed",
    sentence: (a: { calendar: string; who: string }) =>
      `${a.calendar}: ${a.who} stays admin, because every other admin has declined to be on the calendar.`,
    advice: () =>
      "Have one of them accept it (in the confirmation e-mail or the Bookings app), or add another admin.",
  },
  "operator-off-staff": {
    outcome: "refused",
    sentence: (a: { calendar: string; operator: string; admins: readonly string[] }) =>
      `${a.operator} is no longer an administrator of ${a.calendar}: someone removed the service account or changed its role. Nothing can be changed on this calendar.`,
    advice: (a: { operator: string; admins: readonly string[] }) => `${addOperator(a)}; then run again.`,
  },
  "calendar-missing": {
    outcome: "refused",
    scope: "calendar",
    sentence: (a: { address: string }) =>
      `The tenant has no calendar ${a.address} any more. It was not created again.`,
    advice: (a: { address: string }) =>
      `Find out who deleted it. To create it again, empty, add to the spec: recreate: { confirm: ${a.address} }`,
  },
  "recreate-used-up": {
    outcome: "refused",
    scope: "calendar",
    sentence: (a: { address: string; done: number }) =>
      `${a.address} is missing from the tenant again. The “recreate” in its spec was used up when it was last created again.`,
    advice: (a: { address: string; done: number }) =>
      `Find out who deleted it. To create it again, empty: recreate: { confirm: ${a.address}, times: ${a.done + 1} }`,
  },
  "recreate-not-confirmed": {
    outcome: "invalid",
    sentence: (a: { confirm: string; address: string }) =>
      `recreate.confirm says ${a.confirm}, but the calendar is ${a.address}.`,
    advice: (a: { address: string }) => `Write: recreate: { confirm: ${a.address} }`,
  },
  "calendar-unreadable": leftUnread("address"),
  "graph-refused": {
    outcome: "failed",
    sentence: (a: { calendar: string; why: string }) =>
      `${a.calendar}: Microsoft Graph refused or failed: ${a.why}.`,
    advice: () =>
      "Run again: it checks first and does nothing twice. If it fails again, keep the request id for Microsoft.",
  },
  "engine-gone": {
    outcome: "failed",
    sentence: (a: { calendar: string }) => `${a.calendar}: the run was stopped before the next step.`,
    advice: () => "Run again: the next run does the rest, and nothing twice.",
  },
  "discard-refused": {
    outcome: "refused",
    sentence: (a: { address: string; why: string }) => `${a.address} was not removed: ${a.why}.`,
    advice: () =>
      "Only a calendar that a run left half made, and that is unused, can be removed in this way.",
  },
  "unknown-record": {
    outcome: "unreadable",
    sentence: (a: { calendar: string; found: string }) =>
      `The record of ${a.calendar} in the state cannot be read: ${a.found}.`,
    advice: () => "A newer version wrote it, or someone edited it. Use the newest version of bookings.",
  },
} as const satisfies Catalogue;
