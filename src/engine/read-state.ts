import { VisibleError } from "../problem/visible-error";
import { backendOf, reaching } from "./backend";
import type { Deployment } from "./internals/exported-state";
import { lookAtState } from "./internals/state-files";
import { storedState } from "./internals/stored-state";
import { recordedIn, recordedPoliciesIn } from "./recorded";
import type { Recorded, RunOptions } from "./run-result";

/**
 * What the last run of an organisation left; nothing where none ever ran. On a disk and in Blob storage it is read where it lies;
 * what lies elsewhere, or in a form that is not known here, is asked of the engine.
 */
export async function readState({ root, organisation }: RunOptions): Promise<Deployment | undefined> {
  const backend = backendOf(root);
  const { states, file, damage } = await reaching(backend.url, () =>
    lookAtState({ root, backend, organisation }),
  );
  if (damage) throw VisibleError.of(damage);
  const stored = states
    ? await reaching(backend.url, () => storedState(states, organisation, file))
    : "ask-the-engine";
  if (stored !== "ask-the-engine") return stored;
  const { exportedState, openStack } = await import("./internals/workspace.js");
  const stack = await openStack({ root, organisation, program: async () => undefined });
  return exportedState(stack, { root, organisation });
}

/** The organisation's calendars and policies as the last run left them, without asking the tenant. */
export async function readRecorded(options: RunOptions): Promise<Recorded> {
  const state = await readState(options);
  if (!state) return { calendars: [], policies: [] };
  return { calendars: recordedIn(state), policies: recordedPoliciesIn(state) };
}
