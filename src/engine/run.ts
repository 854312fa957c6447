import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makePrivateFolder } from "../files/private-folder";
import type { ProgramPorts } from "../preflight/check-run";
import { namesInState } from "../preflight/lost-records";
import { signInProblems } from "../preflight/needed-identities";
import type { Problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import type { Adopted, EngineParts } from "./engine";
import { type Findings, isElsewhere, keepingPorts, nothingFound, rememberingLooks } from "./findings";
import { CALENDAR_TYPE, nameOf, StepLedger, targetsOf, withoutProvider } from "./internals/engine-events";
import { resourcesIn } from "./internals/exported-state";
import { holdersInMessage } from "./internals/lock-files";
import { exportedState, isLockedOut, onStack, openStack, type Stack } from "./internals/workspace";
import { keepState, keepStateAfter } from "./keep-state";
import { lockedProblem } from "./lock";
import { lookAheadAt } from "./preview";
import { readRecorded } from "./read-state";
import { isRefused, resultOf } from "./result-of";
import { failureOf, whyUnread } from "./run-problems";
import type { RunOptions, RunResult } from "./run-result";
import { pruneHistoryOf } from "./stack-state";

type Verb = "preview" | "up";

/**
 * How many calendars the engine works on at once: enough to fill batches of Graph with what they ask together, though it takes
 * time between two that it hands out. Whoever interrupts a run waits for as many to be finished.
 */
const PARALLEL = 50;

interface EngineRun {
  readonly verb: Verb;
  readonly options: RunOptions;
  readonly findings: Findings;
  readonly ledger: StepLedger;
  readonly output: string[];
  readonly wasThere: () => boolean;
}

async function runEngine(
  stack: Stack,
  { verb, options, findings, ledger, output, wasThere }: EngineRun,
): Promise<string> {
  let done = 0;
  const only = options.reviewed?.only;
  const common = {
    color: "never" as const,
    parallel: PARALLEL,
    refresh: true,
    ...(only && { target: targetsOf(only) }),
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
  if (verb === "up") {
    await pruneHistoryOf(options.root, options.organisation);
    findings.problems = [...findings.problems, ...(await keepStateAfter(stack, options))];
  }
  return output.join("");
}

/** What stopped the run, if anything did: the engine's error as a problem. */
function failed(verb: Verb, error: unknown, options: RunOptions, ledger: StepLedger): Problem[] {
  if (error instanceof VisibleError && error.problems.length > 0) return [...error.problems];
  if (isLockedOut(error)) return [lockedProblem(options.organisation, holdersInMessage(error.message))];
  return failureOf(verb, error, options.organisation, ledger, options.signal?.aborted);
}

/** Lets the engine preview or change an organisation, or take things into its state as they are in the tenant. */
export async function run(
  parts: EngineParts,
  verb: Verb,
  options: RunOptions,
  adopted?: Adopted,
): Promise<RunResult> {
  const started = performance.now();
  const findings = nothingFound();
  const ledger = new StepLedger();
  const { organisation, onProgress } = options;
  onProgress?.({ organisation, stage: "opening", done: 0 });
  const output: string[] = [];
  let pulumiOutput = "";
  let failures: readonly Problem[] = [];
  const opened = parts.portsOf(options.root, process.env);
  const usual = { ...opened, view: rememberingLooks(opened.view, options.lookedUp) };
  const ports = keepingPorts(adopted ? await adoptingPorts(usual, options, adopted.names) : usual, findings);
  try {
    if (!(await isElsewhere(ports, organisation, findings))) {
      let stack: Stack | undefined;
      const recorded = async () => namesInState(stack && (await exportedState(stack, options)));
      const program = async (): Promise<Record<string, unknown>> =>
        parts.program({ ...ports, recorded, held: await heldIn(stack, options) });
      const env = {
        ...leaveReviewed(options),
        ...reviewOf(options),
        ...(adopted && { [ADOPTING]: adopted.how }),
      };
      stack = await openStack({ root: options.root, organisation, program, env });
      const { kept, lastChange } = ports.journal(organisation);
      const wasThere = (): boolean => !adopted && kept.size > 0;
      await keepState(verb, stack, options, adopted ? undefined : lastChange);
      pulumiOutput = await runEngine(stack, { verb, options, findings, ledger, output, wasThere });
      if (verb === "preview") await lookAheadAt(parts, options, findings, ledger);
    }
  } catch (error) {
    pulumiOutput = error instanceof Error ? error.message : String(error);
    if (!isRefused(findings, options.reviewed))
      failures = await whyUnread(failed(verb, error, options, ledger), findings.loaded?.tenant, ledger, () =>
        signInProblems(process.env, organisation),
      );
  } finally {
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
  writeFileSync(file, JSON.stringify(options.reviewed.steps), { mode: 0o600 });
  return { BOOKINGS_REVIEWED: file };
}

/** What the state has asked for of the calendars that this run leaves as they are. */
async function heldIn(
  stack: Stack | undefined,
  options: RunOptions,
): Promise<ReadonlyMap<string, object | undefined>> {
  const names = options.reviewed?.held?.names ?? [];
  if (!stack || names.length === 0) return new Map();
  const state = await exportedState(stack, options);
  const resources = state ? resourcesIn(state, CALENDAR_TYPE) : [];
  const inputs = new Map(resources.map((one) => [nameOf(one.urn), withoutProvider(one.inputs)]));
  return new Map(names.map((name) => [name, inputs.get(name)]));
}

/** What handlers are to put into the journal. */
function reviewOf({ review }: RunOptions): Record<string, string> {
  if (!review) return {};
  const { plan, change, approvedBy } = review;
  return {
    BOOKINGS_PLAN: plan,
    ...(change !== undefined && { BOOKINGS_CHANGE: change }),
    ...(approvedBy !== undefined && { BOOKINGS_APPROVED_BY: approvedBy }),
  };
}

/** Tells handlers that they are to read and record only: see stacks/handlers.ts. */
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
