const words: Readonly<Record<string, string>> = {
  administrator: "Administrator",
  viewer: "Viewer",
  scheduler: "Scheduler",
  teamMember: "Team member",
  guest: "Guest",
  externalGuest: "Guest from outside",
  active: "Active",
  pendingAcceptance: "Waiting for approval",
  rejectedByStaff: "Rejected",
  user: "Personal mailbox",
  shared: "Shared mailbox",
  room: "Room mailbox",
  equipment: "Equipment mailbox",
  booking: "Mailbox of a calendar",
  none: "No mailbox here (not migrated)",
};

/** What Graph or a seed calls so, in words for people. */
export function inWords(word: string): string {
  return Object.hasOwn(words, word) ? (words[word] ?? word) : word;
}
