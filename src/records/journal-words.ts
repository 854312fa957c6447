import type { JournalAction, JournalLine } from "./journal";

/** What was done, and what was not, in words. */
const DEEDS: Readonly<Record<JournalAction, readonly [done: string, notDone: string]>> = {
  create: ["Created", "Not created"],
  update: ["Changed", "Not changed"],
  complete: ["Completed", "Not completed"],
  recreate: ["Created again", "Not created again"],
  delete: ["Deleted", "Not deleted"],
  record: ["Recorded as deleted", "Not recorded"],
  adopt: ["Adopted", "Not adopted"],
  "hand-over": ["Handed over", "Not handed over"],
  "take-over": ["Taken over on hand-over", "Not taken over on hand-over"],
  discard: ["Discarded", "Not discarded"],
  unlock: ["Unlocked", "Not unlocked"],
};

/** What came of a change, wherever it is told: “Created”, “Not changed in full”. */
export function deedWords(what: JournalAction, outcome: Exclude<JournalLine["outcome"], "begun">): string {
  const [done, notDone] = DEEDS[what];
  if (outcome === "done") return done;
  return outcome === "partly" ? `${notDone} in full` : notDone;
}
