import type { ProgramPorts } from "../preflight/check-run";
import type { NeededIdentities } from "../preflight/needed-identities";
import type { Problem } from "../problem/problem";
import type { ReadingHandler } from "./internals/reading-provider";
import type { LockHolder } from "./lock";
import type { Recorded, RunOptions, RunResult } from "./run-result";

/** What the verbs need of the engine. */
export interface Engine {
  previewOrganisation(options: RunOptions): Promise<RunResult>;
  upOrganisation(options: RunOptions): Promise<RunResult>;
  /** Takes these calendars and policies into the state as they are in the tenant, by resource name. Writes nothing there. */
  adoptOrganisation(options: RunOptions, names: ReadonlySet<string>): Promise<RunResult>;
  recordOrganisation(options: RunOptions): Promise<boolean>;
  forgetCalendar(options: RunOptions, name: string): Promise<void>;
  /** Problems with the identities that are to write in an organisation: none where they are there. */
  absentIdentities(organisation: string, needed: NeededIdentities): readonly Problem[];
  /** Who is changing an organisation right now, as far as that can be seen from here. */
  lockHolders(options: RunOptions): Promise<readonly LockHolder[]>;
  /** Whether locks can be seen from here at all: they can where the state is on a disk. */
  seesLocks(root: string): boolean;
  unlockStack(options: RunOptions, holders: readonly LockHolder[]): Promise<void>;
  readRecorded(options: RunOptions): Promise<Recorded>;
  /** Moves a state to another place and puts the old one out of the way. */
  moveState(options: RunOptions, url: string): Promise<"moved" | "nothing" | "there" | "locked">;
}

type Env = Readonly<Record<string, string | undefined>>;

/** What the engine is made of and does not know: the program of a stack, and the handlers of its resources. */
export interface EngineParts {
  /** What a program needs, for a root folder and an environment. */
  portsOf(root: string, env: Env): ProgramPorts;
  /** The program of every stack; what it returns are the stack's outputs. */
  program(ports: ProgramPorts): Promise<Record<string, unknown>>;
  /** The handlers by which a preview reads the tenant, by the text that would load them. */
  readingHandlers(where: ReadingPlace): Readonly<Record<string, ReadingHandler>>;
}

/** Where reading handlers work. */
export interface ReadingPlace {
  readonly env: Env;
  readonly root: string;
  /** Asked before every call to Graph. */
  readonly stillWanted: () => boolean;
  /** Told of what takes long. */
  readonly tell: (text: string) => void;
}
