import { absentIdentities } from "../preflight/needed-identities";
import { backendOf, reaching } from "./backend";
import type { Engine, EngineParts } from "./engine";
import { locksAreSeen, readLocks } from "./internals/lock-files";
import type { LockHolder } from "./lock";
import { previewOrganisation } from "./preview";
import { readRecorded } from "./read-state";
import type { RunOptions } from "./run-result";

// Pulumi's library takes half a second to load, and most commands need neither it nor the engine.
const throughEngine = () => import("./run.js");
const stackState = () => import("./stack-state.js");

/** The engine with the program and the handlers that it is given. */
export function engineOf(parts: EngineParts): Engine {
  return {
    previewOrganisation: (options) => previewOrganisation(parts, options),
    previewByEngine: async (options) => (await throughEngine()).previewByEngine(parts, options),
    upOrganisation: async (options) => (await throughEngine()).upOrganisation(parts, options),
    adoptOrganisation: async (options, names) =>
      (await throughEngine()).adoptOrganisation(parts, options, names),
    recordOrganisation: async (options, names) => (await stackState()).recordOrganisation(options, names),
    forgetCalendar: async (options, name) => (await stackState()).forgetCalendar(options, name),
    unlockStack: async (options, holders) => (await stackState()).unlockStack(options, holders),
    moveState: async (options, url) => (await stackState()).moveState(options, url),
    absentIdentities,
    lockHolders,
    seesLocks,
    readRecorded,
  };
}

/** Who is changing an organisation right now, as far as that can be seen from here. */
async function lockHolders({ root, organisation }: RunOptions): Promise<LockHolder[]> {
  const state = backendOf(root);
  return reaching(state.url, () => readLocks(state, organisation));
}

/** Whether locks can be seen from here at all. */
const seesLocks = (root: string): boolean => locksAreSeen(backendOf(root));
