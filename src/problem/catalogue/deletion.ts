import type { Catalogue } from "./catalogue";

const appointments = (count: number): string =>
  count === 1 ? "1 future appointment" : `${count} future appointments`;

/** Problems of the area “deletion”: deleting a calendar, and calendars that were deleted. */
export const deletionProblems = {
  "deleted-is-locked": {
    outcome: "refused",
    sentence: (a: { calendar: string }) =>
      `${a.calendar} was deleted. Its record is locked, and its address is never used again (guide section 4.3).`,
    advice: () => "Put the file back as it was when the calendar was deleted: “git log -p” shows it.",
  },
  "deletion-under-way": {
    outcome: "refused",
    sentence: (a: { calendar: string }) =>
      `The deletion of ${a.calendar} has begun: it is unpublished, and Microsoft Graph may be removing it. The deletion cannot be undone.`,
    advice: () => "Put the file back as it was, with “status: deleted”, and run again: the next run goes on.",
  },
  "patients-booked": {
    outcome: "refused",
    scope: "calendar",
    sentence: (a: { calendar: string; count: number }) =>
      `${a.calendar} has ${appointments(a.count)}: patients are booked. It was not deleted.`,
    advice: () =>
      [
        "Move or cancel them in the Bookings app first. If it is to be deleted with them, write under “deletion” and have it reviewed:",
        "  withFutureAppointments: true",
      ].join("\n"),
  },
  "deletion-mark-lost": {
    outcome: "refused",
    sentence: (a: { calendar: string }) =>
      `${a.calendar} no longer carries our marker or any staff we added: it may be another calendar, created after ours was deleted. It was not deleted.`,
    advice: () =>
      [
        "Look at it in the Bookings app, at its people, services and appointments.",
        "If it is the same one: have one of its admins write our marker as its business type (docs/problems/deletion.md#deletion-mark-lost says what it is), and run again.",
        "If it is another: ask whoever created it to delete it, and run again. Ours is then recorded as deleted.",
      ].join("\n"),
  },
  "deletion-refused": {
    outcome: "failed",
    sentence: (a: { calendar: string; why: string }) =>
      `Microsoft Graph did not delete ${a.calendar}: ${a.why}. It is unpublished, so patients cannot book; its people are kept.`,
    advice: () =>
      "Run again: the next run continues where this one stopped. If it is refused again, see docs/problems/deletion.md#deletion-refused.",
  },
  "deletion-not-seen": {
    outcome: "failed",
    sentence: (a: { calendar: string }) =>
      `Microsoft Graph accepted the deletion of ${a.calendar}, but still shows it.`,
    advice: () => "That can take a few minutes. Run again later: the next run checks whether it is deleted.",
  },
  "deleted-but-alive": {
    outcome: "refused",
    sentence: (a: { calendar: string }) =>
      `The spec says that ${a.calendar} was deleted, but it exists and the state has no record of it. It was not touched.`,
    advice: () =>
      "The state was probably lost: restore it from its backup. Without a backup, restore the spec from before the deletion, run bookings up, and delete the calendar again.",
  },
  "backup-not-written": {
    outcome: "failed",
    sentence: (a: { file: string; why: string }) =>
      `No backup could be written to ${a.file} (${a.why}). Nothing was deleted.`,
    advice: () =>
      "Free some space or allow this account to write there, or name another folder in BOOKINGS_BACKUPS.",
  },
  "journal-not-written": {
    outcome: "failed",
    sentence: (a: { file: string; why: string }) =>
      `The journal ${a.file} cannot be written (${a.why}), and nothing is changed without a record.`,
    advice: () =>
      "Free some space or allow this account to write there, or name another folder in BOOKINGS_JOURNAL.",
  },
  "journal-not-fetched": {
    outcome: "unreadable",
    sentence: (a: { file: string; why: string }) =>
      `The journal in ${a.file} cannot be read (${a.why}). Nothing was changed.`,
    advice: () =>
      "Check BOOKINGS_JOURNAL and the sign-in to that storage (AZURE_STORAGE_ACCOUNT, AZURE_STORAGE_KEY or az login), then run the command again.",
  },
  "records-not-copied": {
    outcome: "unreadable",
    sentence: (a: { place: string; why: string }) =>
      `Records cannot be copied to ${a.place}: ${a.why}. What is on this machine stays as it is.`,
    advice: () =>
      "Make the container if it is not there yet, check the sign-in to that storage (AZURE_STORAGE_ACCOUNT, AZURE_STORAGE_KEY or az login), then run the command again: it goes on where it stopped.",
  },
} as const satisfies Catalogue;
