import { problem } from "../problem/problem";
import { redact } from "../problem/redact";
import { VisibleError } from "../problem/visible-error";
import type { Deployment } from "./internals/exported-state";
import { damagedState } from "./internals/state-files";
import { openStateStore } from "./internals/state-store";
import { storedState } from "./internals/stored-state";
import { backendOf } from "./look-at-locks";
import { recordedIn, recordedPoliciesIn } from "./recorded";
import type { Recorded, RunOptions } from "./run-result";

/**
 * What the last run of an organisation left; nothing where none ever ran. On a disk and in Blob storage it is read where it lies;
 * what lies elsewhere, or in a form that is not known here, is asked of the engine.
 */
export async function readState({ root, organisation }: RunOptions): Promise<Deployment | undefined> {
  const damage = damagedState(root, process.env["PULUMI_BACKEND_URL"], organisation);
  if (damage) throw VisibleError.of(damage);
  const stored = await lookInStore(root, organisation);
  if (stored !== "ask-the-engine") return stored;
  const { onKnownStack, openStack } = await import("./internals/workspace.js");
  const stack = await openStack({ root, organisation, program: async () => undefined });
  return onKnownStack(() => stack.exportStack());
}

async function lookInStore(
  root: string,
  organisation: string,
): Promise<Awaited<ReturnType<typeof storedState>>> {
  const backend = backendOf(root);
  try {
    const store = openStateStore(backend, process.env);
    return store ? await storedState(store, organisation) : "ask-the-engine";
  } catch (cause) {
    const why = redact(cause instanceof Error ? cause.message : String(cause));
    throw VisibleError.of(problem("state-not-reached", { url: backend.url, why }), { cause });
  }
}

/** The organisation's calendars and policies as the last run left them, without asking the tenant. */
export async function readRecorded(options: RunOptions): Promise<Recorded> {
  const state = await readState(options);
  if (!state) return { calendars: [], policies: [] };
  return { calendars: recordedIn(state), policies: recordedPoliciesIn(state) };
}
