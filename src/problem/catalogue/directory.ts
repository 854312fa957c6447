import type { Catalogue } from "./catalogue";

type Who = { readonly address: string };

/** Problems of the area “directory”: who may be on a calendar, and which address may receive its replies. */
export const directoryProblems = {
  "person-unknown": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) => `No one in the directory has the address ${a.address}.`,
    advice: (a: { near?: readonly string[] }) =>
      a.near && a.near.length > 0
        ? `Did you mean ${a.near.join(" or ")}?`
        : "Look the person up in the address book and copy their address.",
  },
  "person-deleted": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { name: string }) =>
      `${a.address} was the address of ${a.name}, whose account was deleted within the last 30 days.`,
    advice: (a: Who & { use: "member" | "reply" }) =>
      a.use === "reply"
        ? "Write another reply address, or have the account restored first: otherwise patients' replies are lost."
        : `Remove the line, or replace the person everywhere: bookings replace ${a.address} NEW-ADDRESS. If it was a mistake, the account can be restored for 30 days.`,
  },
  "person-is-not-a-user": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { mailbox: string }) =>
      `${a.address} is a ${a.mailbox}. Only people can be admins or viewers of a calendar (guide, section 3 v).`,
    advice: (_a: Who) =>
      "Write the address of the person who uses it. A shared mailbox may be the calendar's reply address instead.",
  },
  "person-not-migrated": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) =>
      `The mailbox of ${a.address} has not been migrated to Exchange Online, which Bookings needs (guide, section 3 v).`,
    advice: (_a: Who) => "Have the mailbox migrated first, or add the person later.",
  },
  "person-disabled": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) => `The account of ${a.address} is disabled.`,
    advice: (_a: Who) => "Remove the person from the calendar, or have the account enabled first.",
  },
  "person-ambiguous": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Who & { one: string; other: string }) =>
      `Two accounts in the directory have the address ${a.address}: ${a.one} and ${a.other}.`,
    advice: () =>
      "Have the address taken off one of them, or write another address of the person who is meant.",
  },
  "person-mailbox-unreadable": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: Who & { reason: string }) =>
      `What kind of mailbox ${a.address} has could not be read: ${a.reason}`,
    advice: (_a: Who) =>
      "What cannot be read is unknown. Run the command again; if it fails again, have an administrator let the observer read this mailbox’s settings.",
  },
  "person-of-other-organisation": {
    severity: "error",
    outcome: "invalid",
    sentence: ({ address, theirs, ours }: { address: string; theirs: string; ours: string }) =>
      `${address} is in ${theirs}, not in ${ours}.`,
    advice: () =>
      "Name someone of this organisation. To allow others, write “otherOrganisations: allowed” in specs/tenant.yaml.",
  },
  "person-is-guest": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) => `${a.address} is a guest of the tenant, not an NHSmail user.`,
    advice: (_a: Who) => "Only NHSmail users can be admins or viewers of calendars, or in user policies.",
  },
  "person-without-bookings": {
    severity: "warning",
    sentence: (a: Who) => `Bookings is not switched on for ${a.address}: they cannot open the app.`,
    advice: (a: { files: readonly string[]; organisation: string; theirs?: string }) => {
      if (a.theirs !== undefined)
        return `They belong to ${a.theirs}: a user policy of ${a.theirs} has to list them.`;
      return a.files.length > 0
        ? `Add them under users in ${a.files.join(" or ")}.`
        : `The organisation has no user policy that switches Bookings on: write one in specs/${a.organisation}/policies/.`;
    },
  },
  "person-twice": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { other: string }) => `${a.address} and ${a.other} are the same person.`,
    advice: (a: { other: string }) =>
      `Keep the line with ${a.other}, under the role that the person is to have.`,
  },
  "person-has-left": {
    severity: "warning",
    sentence: (a: Who & { calendar: string }) =>
      `${a.address} is on ${a.calendar} but cannot use it any more: the account is deleted, disabled or not a person's.`,
    advice: (a: Who) =>
      `Remove the line, or replace the person everywhere: bookings replace ${a.address} NEW-ADDRESS`,
  },
  "last-admin-has-left": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { calendar: string }) =>
      `${a.address} cannot use ${a.calendar} any more, and it has no other admin who can.`,
    advice: (a: Who) =>
      `Add another admin, or replace the person everywhere: bookings replace ${a.address} NEW-ADDRESS`,
  },
  "person-by-alias": {
    severity: "advice",
    sentence: (a: Who & { mail: string }) => `${a.address} is another address of ${a.mail}.`,
    advice: (a: { mail: string }) => `Write ${a.mail}: it is the address that everyone sees.`,
  },
  "reply-address-unknown": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) => `The reply address ${a.address} does not exist.`,
    advice: (a: { near?: readonly string[] }) =>
      a.near && a.near.length > 0
        ? `Did you mean ${a.near.join(" or ")}?`
        : "Write the address of a person or of a shared mailbox that exists; otherwise patients' replies are lost.",
  },
  "reply-address-unfit": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { mailbox: string }) =>
      `The reply address ${a.address} is a ${a.mailbox}. Patients' replies need a mailbox that people read.`,
    advice: (_a: Who) => "Write the address of a person or of a shared mailbox.",
  },
  "directory-unreadable": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: { addresses: number; reason: string }) =>
      `${a.addresses} addresses could not be looked up in the directory: ${a.reason}`,
    advice: (_a: { addresses: number }) =>
      "Nothing was changed. Run the command again when the directory answers.",
  },
} as const satisfies Catalogue;
