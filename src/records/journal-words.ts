import type { JournalAction, JournalLine } from "./journal";

/** What a run or a command does, and has done, in words; “unchanged” is of plans only. */
const DEEDS: Readonly<Record<JournalAction | "unchanged", readonly [deed: string, done: string]>> = {
  create: ["Creation", "Created"],
  update: ["Change", "Changed"],
  complete: ["Completion", "Completed"],
  recreate: ["Second creation", "Created again"],
  delete: ["Deletion", "Deleted"],
  record: ["Recording", "Recorded as deleted"],
  adopt: ["Adoption", "Adopted"],
  "hand-over": ["Hand-over", "Handed over"],
  "take-over": ["Take-over", "Taken over"],
  discard: ["Discarding", "Discarded"],
  unlock: ["Unlocking", "Unlocked"],
  unchanged: ["Keeping", "Kept"],
};

/** What came of a change, wherever it is told: “Creation begun”, “Created”, “Not changed in full”. */
export function deedWords(what: keyof typeof DEEDS, outcome: JournalLine["outcome"]): string {
  const [deed, done] = DEEDS[what];
  if (outcome === "begun") return `${deed} begun`;
  if (outcome === "done") return done;
  const notDone = `Not ${done.charAt(0).toLowerCase()}${done.slice(1)}`;
  return outcome === "partly" ? `${notDone} in full` : notDone;
}
