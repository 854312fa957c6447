import type { Records } from "../src/records/open-records";
import { refuse } from "./refuse";

/** What a run may touch: the calendars and policies of one organisation. */
export interface OneOrganisation {
  /** Refuses a second organisation, whatever asked for it. Called before anybody signs in for it. */
  assert(organisation: string): void;
  /** The stack of the organisation, once it is known. */
  stack(): string | undefined;
}

/**
 * A run is of one stack and a stack of one organisation. Whose it is, is known beforehand or learnt from the first that is
 * asked for: a state that was edited by hand may name another's beside it, and a token may well be for all of them.
 */
export function oneOrganisation(expected?: string): OneOrganisation {
  let ours = expected;
  return {
    stack: () => ours?.toLowerCase(),
    assert: (organisation) => {
      ours ??= organisation;
      if (ours.toLowerCase() !== organisation.toLowerCase())
        throw refuse("another-organisation", { ours, theirs: organisation });
    },
  };
}

/** Records that nothing of a second organisation is noted in: whoever works asks first whether they can be written. */
export function recordsOfOne(only: OneOrganisation, records: Records): Records {
  return {
    ...records,
    assertWritable: async (organisation) => {
      only.assert(organisation);
      await records.assertWritable(organisation);
    },
  };
}
