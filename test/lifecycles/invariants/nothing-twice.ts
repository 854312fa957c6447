import type { Invariant, Moment } from "./moment";

/** I6: however a run ended, no calendar and no member of staff is there twice. */
export const nothingTwice: Invariant = {
  id: "I6",
  findings: (moment) => [
    ...twice(ours(moment).map(({ displayName }) => displayName.toLowerCase())).map(
      (name) => `two of our calendars are called ${name}`,
    ),
    ...ours(moment).flatMap(({ address, staff }) =>
      twice(staff.map((one) => one.address.toLowerCase())).map((who) => `${who} is twice on ${address}`),
    ),
  ],
};

function ours({ after, foreign }: Moment) {
  return after.calendars.filter(({ address }) => !foreign.has(address.toLowerCase()));
}

function twice(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}
