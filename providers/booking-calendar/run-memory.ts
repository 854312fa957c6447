import { CreateGate } from "./create-gate";
import { People } from "./people";
import { WordMemory } from "./word-memory";

/** What one process learns about the tenant while it works, so that it asks once and not for each calendar. */
export interface RunMemory {
  readonly gate: CreateGate;
  readonly people: People;
  /** Whether Graph puts the maker of a calendar on its staff. */
  creatorIsStaff: boolean | undefined;
  /** Somebody is finding that out: the others wait for it. */
  creatorLook: Promise<unknown> | undefined;
  /** The word that Graph takes for team members. */
  readonly teamMember: WordMemory;
}

/** A process that knows nothing yet. */
export function newRunMemory(): RunMemory {
  return {
    gate: new CreateGate(),
    people: new People(),
    creatorIsStaff: undefined,
    creatorLook: undefined,
    teamMember: new WordMemory(),
  };
}
