/** Graph's words for kinds of mailboxes, in an LA's words. Booking calendars answer “others”. */
const MAILBOX_WORDS: Readonly<Record<string, string>> = {
  shared: "shared mailbox",
  room: "room",
  equipment: "piece of equipment",
  others: "booking calendar or another mailbox without a person",
  linked: "linked mailbox",
};

/** What kind of mailbox that is, in words. */
export const mailboxWords = (mailbox: string): string =>
  MAILBOX_WORDS[mailbox] ?? `mailbox of the kind “${mailbox}”`;

const PERSONAL: ReadonlySet<string> = new Set([
  "user",
  "linked",
  "not-in-exchange-online",
  "not-asked",
  "unreadable",
]);

/** What a mailbox is that is no person's, in words. One that nobody asked about counts as a person's. */
export const unpersonal = (mailbox = "user"): string | undefined =>
  PERSONAL.has(mailbox) ? undefined : mailboxWords(mailbox);
