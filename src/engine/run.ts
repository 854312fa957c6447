import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makePrivateFolder } from "../files/private-folder";
import "./internals/light-pulumi";
import type { LookedUp } from "../model/person";
import type { DeletionFacts, Plan } from "../plan/change";
import type { ProgramPorts } from "../preflight/check-run";
import { namesInState } from "../preflight/lost-records";
import { absentIdentities, signInProblems } from "../preflight/needed-identities";
import { tenantOfEnvironment } from "../preflight/preflight";
import { type Problem, problem } from "../problem/problem";
import { tidyProblems } from "../problem/tidy-problems";
import { VisibleError } from "../problem/visible-error";
import type { Engine, EngineParts } from "./engine";
import { evidenceOf, stepsToApply } from "./evidence";
import { StepLedger } from "./internals/engine-events";
import { holdersInMessage } from "./internals/lock-files";
import { type ReadingProvider, readingProvider } from "./internals/reading-provider";
import { copyState, stateOnDisk, writtenAt } from "./internals/state-files";
import {
  isLockedOut,
  onKnownStack,
  onStack,
  openStack,
  type PulumiFn,
  type Stack,
} from "./internals/workspace";
import { judge } from "./judge";
import { lockedProblem } from "./lock";
import { outcomesOf, planOf } from "./plan-of";
import { policyChanges, policyOutcomesOf } from "./policy-plan";
import { failureOf, missingProblems, standingProblems, whyUnread } from "./run-problems";
import type { RunOptions, RunResult } from "./run-result";
import {
  forgetCalendar,
  lockHolders,
  moveState,
  pruneHistoryOf,
  readRecorded,
  recordOrganisation,
  seesLocks,
  unlockStack,
} from "./stack-state";

type Verb = "preview" | "up";

/**
 * How many calendars the engine works on at once: enough to fill batches of Graph with what they ask together, though it takes
 * time between two that it hands out. Whoever interrupts a run waits for as many to be finished.
 */
const PARALLEL = 50;

/** The program's findings, kept for the result. */
interface Findings {
  problems: readonly Problem[];
  deletions?: ReadonlyMap<string, DeletionFacts>;
  ends?: boolean;
  loaded?: Awaited<ReturnType<ProgramPorts["load"]>>;
  /** Who was looked up in the directory. */
  readonly people: Map<string, LookedUp>;
}

function recordingProgram({ program }: EngineParts, ports: ProgramPorts, findings: Findings): PulumiFn {
  return () =>
    program({
      ...ports,
      view: remembering(ports.view, findings.people),
      report: ({ problems, deletions, ends }) => {
        findings.problems = tidyProblems(problems);
        findings.deletions = deletions;
        findings.ends = ends;
      },
      load: async (stack) => {
        findings.loaded ??= await ports.load(stack);
        return findings.loaded;
      },
    });
}

/** A view that keeps whom it has found. */
function remembering(view: ProgramPorts["view"], people: Map<string, LookedUp>): ProgramPorts["view"] {
  return {
    ...view,
    lookUp: async (...asked) => {
      const found = await view.lookUp(...asked);
      for (const [address, person] of found) people.set(address, person);
      return found;
    },
  };
}

/** Whether the environment is of another tenant. The engine would read first, from there, and ask the program second. */
async function isElsewhere(
  { load, environmentTenantId }: ProgramPorts,
  organisation: string,
  findings: Findings,
): Promise<boolean> {
  findings.loaded = await load(organisation);
  const { tenant, problems } = findings.loaded;
  const elsewhere = tenant ? tenantOfEnvironment({ tenant, environmentTenantId }) : [];
  if (elsewhere.length > 0) findings.problems = tidyProblems([...problems, ...elsewhere]);
  return elsewhere.length > 0;
}

async function runEngine(
  verb: Verb,
  stack: Stack,
  options: RunOptions,
  ledger: StepLedger,
  output: string[],
  wasThere: () => boolean,
): Promise<string> {
  let done = 0;
  const common = {
    color: "never" as const,
    parallel: PARALLEL,
    refresh: true,
    onOutput: (chunk: string) => void output.push(chunk),
    ...(options.signal && { signal: options.signal }),
    onEvent: (event: Parameters<StepLedger["note"]>[0]) => {
      const calendar = ledger.note(event);
      if (calendar === undefined || !event.resOutputsEvent) return;
      const stage = event.resOutputsEvent.metadata.op === "refresh" ? "reading" : "changing";
      done += 1;
      options.onProgress?.({ organisation: options.organisation, stage, calendar, done });
    },
  };
  await onStack<unknown>(stack, wasThere, () =>
    verb === "preview" ? stack.preview(common) : stack.up({ ...common, continueOnError: true }),
  );
  if (verb === "up") await pruneHistoryOf(options.root, options.organisation);
  return output.join("");
}

/** Clocks and checkpoints are not exact: a state that is younger than this is as new as the journal. */
const STATE_LAG_MS = 10 * 60_000;

/**
 * Copies the state aside before an `up`, and refuses one that was written well before the last change that the journal
 * has: somebody put an older one there. In storage that only the engine reaches, a preview does not ask for it.
 */
async function keepState(
  verb: Verb,
  stack: Stack,
  { root, organisation }: RunOptions,
  lastChange: number | undefined,
): Promise<void> {
  const backend = process.env["PULUMI_BACKEND_URL"];
  const isOnDisk = backend?.startsWith("file://") ?? false;
  const exported = isOnDisk || verb === "preview" ? undefined : await onKnownStack(() => stack.exportStack());
  const state = exported
    ? { bytes: Buffer.from(JSON.stringify(exported)), isZipped: false }
    : stateOnDisk(backend, organisation);
  if (!state) return;
  const written = writtenAt(state);
  if (written !== undefined && lastChange !== undefined && lastChange - written > STATE_LAG_MS)
    throw VisibleError.of(
      problem("state-older", { stack: organisation, names: [], written: new Date(written).toISOString() }),
    );
  if (verb === "up") copyState(root, organisation, state, new Date());
}

/** What stopped the run, if anything did: the engine's error as a problem. */
function failed(verb: Verb, error: unknown, options: RunOptions, ledger: StepLedger): Problem[] {
  if (error instanceof VisibleError && error.problems.length > 0) return [...error.problems];
  if (isLockedOut(error)) {
    return [lockedProblem(options.organisation, holdersInMessage(error.message))];
  }
  return failureOf(verb, error, options.organisation, ledger, options.signal?.aborted);
}

async function run(
  parts: EngineParts,
  verb: Verb,
  options: RunOptions,
  adopted?: ReadonlySet<string>,
): Promise<RunResult> {
  const started = performance.now();
  const findings: Findings = { problems: [], people: new Map() };
  const ledger = new StepLedger();
  const { organisation, onProgress } = options;
  onProgress?.({ organisation, stage: "opening", done: 0 });
  const output: string[] = [];
  let provider: ReadingProvider | undefined;
  let pulumiOutput = "";
  let failures: readonly Problem[] = [];
  const usual = parts.portsOf(options.root, process.env);
  const ports = adopted ? await adoptingPorts(usual, options, adopted) : usual;
  try {
    if (!(await isElsewhere(ports, organisation, findings))) {
      let stack: Stack | undefined;
      const recorded = async () => namesInState(await stack?.exportStack());
      const program = recordingProgram(parts, { ...ports, recorded }, findings);
      const tell = (text: string): void => void output.push(`${text}\n`);
      provider = verb === "preview" ? await previewProvider(parts, options, tell) : undefined;
      const env = { ...provider?.env, ...leaveReviewed(options), ...(adopted && { [ADOPTING]: "1" }) };
      stack = await openStack({ root: options.root, organisation, program, env });
      const { kept, lastChange } = ports.journal(organisation);
      const wasThere = (): boolean => !adopted && kept.size > 0;
      await keepState(verb, stack, options, adopted ? undefined : lastChange);
      pulumiOutput = await runEngine(verb, stack, options, ledger, output, wasThere);
    }
  } catch (error) {
    pulumiOutput = error instanceof Error ? error.message : String(error);
    if (!findings.problems.some(({ severity }) => severity === "error"))
      failures = await whyUnread(failed(verb, error, options, ledger), findings.loaded?.tenant, ledger, () =>
        signInProblems(process.env, organisation),
      );
  } finally {
    provider?.close();
    if (options.reviewed) rmSync(reviewedFile(options), { force: true });
  }
  return {
    ...resultOf(verb, options, findings, ledger, failures),
    pulumiOutput,
    seconds: (performance.now() - started) / 1000,
  };
}

const reviewedFile = ({ root, organisation }: RunOptions): string =>
  join(root, ".bookings", "workspace", `reviewed-${organisation}-${process.pid}.json`);

/** Leaves what was reviewed where the handlers find it: they run in a process of the engine's. */
function leaveReviewed(options: RunOptions): Record<string, string> {
  if (!options.reviewed) return {};
  const file = reviewedFile(options);
  makePrivateFolder(dirname(file));
  writeFileSync(file, JSON.stringify(options.reviewed), { mode: 0o600 });
  return { BOOKINGS_REVIEWED: file };
}

/** Tells handlers that they are to read and record only: see providers/adopting.ts. */
const ADOPTING = "BOOKINGS_ADOPTING";

/** The program of an adoption: what the state has and what is to be adopted, and nothing else of the specs. */
async function adoptingPorts(
  ports: ProgramPorts,
  options: RunOptions,
  names: ReadonlySet<string>,
): Promise<ProgramPorts> {
  const { calendars, policies } = await readRecorded(options);
  const kept = new Set([...names, ...[...calendars, ...policies].map(({ name }) => name)]);
  const isKept = ({ name }: { readonly name: string }): boolean => kept.has(name);
  return {
    ...ports,
    isAdopting: true,
    load: async (stack) => {
      const loaded = await ports.load(stack);
      const { model } = loaded;
      if (!model) return loaded;
      return {
        ...loaded,
        model: {
          ...model,
          calendars: model.calendars.filter(isKept),
          policies: model.policies.filter(isKept),
        },
      };
    },
  };
}

function resultOf(
  verb: Verb,
  { organisation, signal }: RunOptions,
  findings: Findings,
  ledger: StepLedger,
  failures: readonly Problem[],
): Omit<RunResult, "pulumiOutput" | "seconds"> {
  const { tenant, model } = findings.loaded ?? {};
  const refused = findings.problems.some(({ severity }) => severity === "error");
  const known =
    tenant &&
    model &&
    !refused &&
    (ledger.calendars.size + ledger.policies.size > 0 || failures.length === 0);
  const plan: Plan = known
    ? {
        ...planOf(tenant, model, ledger, findings.deletions),
        policies: policyChanges(model, ledger.policies),
        ...(findings.ends && { ends: true as const }),
      }
    : { organisation, changes: [] };
  // An `up` goes on without them and tells each with its outcome; a preview says them before.
  const today = new Date().toISOString().slice(0, 10);
  const waiting =
    known && verb === "preview"
      ? [...missingProblems(tenant, model, ledger, today), ...standingProblems(model.calendars, ledger)]
      : [];
  const problems = [...findings.problems, ...failures, ...waiting];
  const outcomes = verb === "up" ? outcomesOf(plan, ledger) : [];
  const ofPolicies = verb === "up" ? policyOutcomesOf(plan, ledger) : [];
  const changed =
    plan.ends === true ||
    [...plan.changes, ...(plan.policies ?? [])].some(({ kind }) => kind !== "unchanged");
  const interrupted = signal?.aborted === true;
  const outcome = judge({ problems, outcomes: [...outcomes, ...ofPolicies], changed, interrupted });
  const seen = [...ledger.calendars.values(), ...ledger.policies.values()];
  const isBehind = verb === "preview" && seen.some((each) => each.isBehind);
  const evidence =
    known && verb === "preview" ? evidenceOf(tenant, model, ledger, findings.people, today) : undefined;
  return {
    organisation,
    plan,
    problems,
    outcomes,
    policyOutcomes: ofPolicies,
    outcome,
    isBehind,
    ...(evidence && { evidence, steps: stepsToApply(plan, ledger) }),
  };
}

/** The handlers for one preview, inside this process. Whoever interrupts a preview stops its reading. */
function previewProvider(
  { readingHandlers }: EngineParts,
  { root, organisation, signal }: RunOptions,
  tell: (text: string) => void,
): Promise<ReadingProvider> {
  const env = { ...process.env, BOOKINGS_STACK: organisation };
  const stillWanted = (): boolean => signal?.aborted !== true;
  return readingProvider(readingHandlers({ env, root, stillWanted, tell }));
}

/** The engine with the program and the handlers that it is given. */
export function engineOf(parts: EngineParts): Engine {
  return {
    previewOrganisation: (options) => run(parts, "preview", options),
    upOrganisation: (options) => run(parts, "up", options),
    absentIdentities,
    adoptOrganisation: (options, names) => run(parts, "up", options, names),
    recordOrganisation,
    forgetCalendar,
    lockHolders,
    seesLocks,
    unlockStack,
    readRecorded,
    moveState,
  };
}
