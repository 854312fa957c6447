import type { LockHolder } from "../engine/lock/lock-holder";
import type { Recorded, RunOptions, RunResult } from "../engine/run-result";
import type { NeededIdentities } from "../preflight/needed-identities";
import type { Problem } from "../problem/problem";
import type { Io } from "./io";

/** What the verbs need of the engine. */
export interface Engine {
  previewOrganisation(options: RunOptions): Promise<RunResult>;
  upOrganisation(options: RunOptions): Promise<RunResult>;
  recordOrganisation(options: RunOptions): Promise<boolean>;
  forgetCalendar(options: RunOptions, name: string): Promise<void>;
  /** Problems with the identities that are to write in an organisation: none where they are there. */
  absentIdentities(organisation: string, needed: NeededIdentities): readonly Problem[];
  /** Who is changing an organisation right now, as far as that can be seen from here. */
  lockHolders(options: RunOptions): Promise<readonly LockHolder[]>;
  /** Whether locks can be seen from here at all: they can where the state is on a disk. */
  seesLocks(): boolean;
  unlockStack(options: RunOptions, holders: readonly LockHolder[]): Promise<void>;
  readRecorded(options: RunOptions): Promise<Recorded>;
}

/** The heavy parts, loaded only by the verbs that use them. Tests hand in their own. */
export interface Services {
  /** Sets up the environment of a root folder and loads the engine. */
  engine(io: Io, root: string): Promise<Engine>;
}
