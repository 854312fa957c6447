import type { Catalogue } from "./catalogue";

type Who = { readonly address: string };

/** Problems of the area “directory”: who may be on a calendar, and which address may receive its replies. */
export const directoryProblems = {
  "person-unknown": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) => `Nobody in the directory has the address ${a.address}.`,
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
        ? "Write another reply address, or have the account restored first: patients' replies would get lost."
        : `Take the line out, or put somebody else in all their places: bookings replace ${a.address} NEW-ADDRESS. If it was a mistake, the account can be restored for 30 days.`,
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
    advice: (_a: Who) => "Take the person off the calendar, or have the account enabled first.",
  },
  "person-is-guest": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) => `${a.address} is a guest of the tenant, not an NHSmail user.`,
    advice: (_a: Who) => "Only NHSmail users can be admins or viewers of calendars, or in user policies.",
  },
  "person-without-bookings": {
    severity: "warning",
    sentence: (a: Who) => `Bookings is not enabled for ${a.address}: they cannot open the app until it is.`,
    advice: (a: { files: readonly string[]; organisation: string; theirs?: string }) => {
      if (a.theirs !== undefined)
        return `They belong to ${a.theirs}: a user policy of ${a.theirs} has to list them.`;
      return a.files.length > 0
        ? `Add them under users in ${a.files.join(" or ")}.`
        : `No user policy of the organisation switches Bookings on: write one in specs/${a.organisation}/policies/.`;
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
      `${a.address} is on ${a.calendar} and can no longer be: the account is gone, disabled or no person's.`,
    advice: (a: Who) =>
      `Take the line out, or put somebody else in all their places: bookings replace ${a.address} NEW-ADDRESS`,
  },
  "last-admin-has-left": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { calendar: string }) =>
      `${a.address} can no longer be on ${a.calendar}, and it has no other admin who can use it.`,
    advice: (a: Who) =>
      `Add another admin, or put somebody else in all their places: bookings replace ${a.address} NEW-ADDRESS`,
  },
  "person-by-alias": {
    severity: "advice",
    sentence: (a: Who & { mail: string }) => `${a.address} is another address of ${a.mail}.`,
    advice: (a: { mail: string }) => `Write ${a.mail}: it is the one that everybody sees.`,
  },
  "reply-address-unknown": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) => `The reply address ${a.address} does not exist.`,
    advice: (a: { near?: readonly string[] }) =>
      a.near && a.near.length > 0
        ? `Did you mean ${a.near.join(" or ")}?`
        : "Write the address of a person or of a shared mailbox that exists; patients' replies would get lost otherwise.",
  },
  "reply-address-unfit": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { mailbox: string }) =>
      `The reply address ${a.address} is a ${a.mailbox}. Patients' replies need a mailbox that somebody reads.`,
    advice: (_a: Who) => "Write the address of a person or of a shared mailbox.",
  },
  "directory-unreadable": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: { addresses: number; reason: string }) =>
      `${a.addresses} address(es) could not be looked up in the directory: ${a.reason}`,
    advice: (_a: { addresses: number }) =>
      "What cannot be looked up is unknown, not absent, so nothing was changed. Run the command again when the directory answers.",
  },
} as const satisfies Catalogue;
