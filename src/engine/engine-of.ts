import { absentIdentities } from "../preflight/needed-identities";
import { backendOf, reaching } from "./backend";
import type { Adopted, EngineParts } from "./engine";
import { locksAreSeen, readLocks } from "./internals/lock-files";
import type { LockHolder } from "./lock";
import { previewOrganisation } from "./preview";
import { readRecorded } from "./read-state";
import type { RunOptions } from "./run-result";

// Pulumi's library takes half a second to load, and most commands need neither it nor the engine.
const throughEngine = () => import("./run.js");
const stackState = () => import("./stack-state.js");

/** What the verbs need of the engine. */
export type Engine = ReturnType<typeof engineOf>;

/** The engine with the program and the handlers that it is given. */
export const engineOf = (parts: EngineParts) => ({
  /** What `up` would do. Starts no engine. */
  previewOrganisation: (options: RunOptions) => previewOrganisation(parts, options),
  /** The same as the engine says it, with its own words, as plain Pulumi does. */
  previewByEngine: async (options: RunOptions) => (await throughEngine()).run(parts, "preview", options),
  upOrganisation: async (options: RunOptions) => (await throughEngine()).run(parts, "up", options),
  /** Takes these calendars and policies into the state as they are in the tenant. Writes nothing there. */
  adoptOrganisation: async (options: RunOptions, adopted: Adopted) =>
    (await throughEngine()).run(parts, "up", options, adopted),
  /** Takes into the state how these calendars and policies are in the tenant, by name. */
  recordOrganisation: async (options: RunOptions, names: readonly string[]) =>
    (await stackState()).recordOrganisation(options, names),
  forgetCalendar: async (options: RunOptions, name: string) =>
    (await stackState()).forgetCalendar(options, name),
  unlockStack: async (options: RunOptions, holders: readonly LockHolder[]) =>
    (await stackState()).unlockStack(options, holders),
  /** Moves a state to another place and puts the old one out of the way. */
  moveState: async (options: RunOptions, url: string) => (await stackState()).moveState(options, url),
  /** Problems with the identities that are to write in an organisation: none where they are there. */
  absentIdentities,
  /** Who is changing an organisation right now, as far as that can be seen from here. */
  lockHolders: async ({ root, organisation }: RunOptions) => {
    const state = backendOf(root);
    return reaching(state.url, () => readLocks(state, organisation));
  },
  /** Whether locks can be seen from here at all: they can where the state is on a disk or in Blob storage. */
  seesLocks: (root: string) => locksAreSeen(backendOf(root)),
  readRecorded,
});
