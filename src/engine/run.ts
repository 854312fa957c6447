import "./internals/light-pulumi";
import { ConcurrentUpdateError, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import type { ProgramPorts } from "../../stacks/organisation-program";
import { organisationProgram } from "../../stacks/organisation-program";
import { portsOf } from "../../stacks/ports";
import { signInProblems } from "../../stacks/sign-in-problems";
import type { DeletionFacts, Plan } from "../plan/change";
import { tenantOfEnvironment } from "../preflight/preflight";
import type { Problem } from "../problem/problem";
import { tidyProblems } from "../problem/tidy-problems";
import { StepLedger } from "./internals/engine-events";
import { withoutCalendar } from "./internals/exported-state";
import { holdersInMessage, readLocks } from "./internals/lock-files";
import type { ReadingProvider } from "./internals/reading-provider";
import { onStack, openStack } from "./internals/workspace";
import { judge } from "./judge";
import { type LockHolder, lockedProblem } from "./lock";
import { outcomesOf, planOf } from "./plan-of";
import { policyChanges, policyOutcomesOf } from "./policy-plan";
import { previewProvider } from "./preview-provider";
import { recordedIn, recordedPoliciesIn } from "./recorded";
import { failureOf, missingProblems, standingProblems, whyUnread } from "./run-problems";
import type { Recorded, RunOptions, RunResult } from "./run-result";

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
}

function recordingProgram(ports: ProgramPorts, findings: Findings): PulumiFn {
  return () =>
    organisationProgram({
      ...ports,
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
  await onStack<unknown>(stack, () =>
    verb === "preview" ? stack.preview(common) : stack.up({ ...common, continueOnError: true }),
  );
  return output.join("");
}

/** What stopped the run, if anything did: the engine's error as a problem. */
function failed(verb: Verb, error: unknown, options: RunOptions, ledger: StepLedger): Problem[] {
  if (error instanceof ConcurrentUpdateError) {
    return [lockedProblem(options.organisation, holdersInMessage(error.message))];
  }
  return failureOf(verb, error, options.organisation, ledger, options.signal?.aborted);
}

async function run(verb: Verb, options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const findings: Findings = { problems: [] };
  const ledger = new StepLedger();
  const { organisation, onProgress } = options;
  onProgress?.({ organisation, stage: "opening", done: 0 });
  const output: string[] = [];
  let provider: ReadingProvider | undefined;
  let pulumiOutput = "";
  let failures: readonly Problem[] = [];
  const ports = portsOf(options.root, process.env);
  try {
    if (!(await isElsewhere(ports, organisation, findings))) {
      const program = recordingProgram(ports, findings);
      const tell = (text: string): void => void output.push(`${text}\n`);
      provider = verb === "preview" ? await previewProvider(options, tell) : undefined;
      const stack = await openStack({ root: options.root, organisation, program, ...provider });
      pulumiOutput = await runEngine(verb, stack, options, ledger, output);
    }
  } catch (error) {
    pulumiOutput = error instanceof Error ? error.message : String(error);
    if (!findings.problems.some(({ severity }) => severity === "error"))
      failures = await whyUnread(failed(verb, error, options, ledger), findings.loaded?.tenant, ledger, () =>
        signInProblems(process.env, organisation),
      );
  } finally {
    provider?.close();
  }
  return {
    ...resultOf(verb, options, findings, ledger, failures),
    pulumiOutput,
    seconds: (performance.now() - started) / 1000,
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
  return { organisation, plan, problems, outcomes, policyOutcomes: ofPolicies, outcome, isBehind };
}

/** Shows what `up` would do to one organisation. Writes nothing to the tenant. */
export const previewOrganisation = (options: RunOptions): Promise<RunResult> => run("preview", options);

/** Brings one organisation's calendars to what its specs say. */
export const upOrganisation = (options: RunOptions): Promise<RunResult> => run("up", options);

/**
 * Takes into the state what has moved in the tenant and no spec asks for; not where another run has the stack. Writes
 * nothing to the tenant.
 */
export async function recordOrganisation({ root, organisation, signal }: RunOptions): Promise<boolean> {
  const stack = await openStack({ root, organisation, program: async () => undefined });
  try {
    await onStack(stack, () => stack.refresh({ color: "never", ...(signal && { signal }) }));
    return true;
  } catch (error) {
    if (error instanceof ConcurrentUpdateError) return false;
    throw error;
  }
}

/**
 * Takes a half-made calendar, which is gone from the tenant by now, out of the state too: else its lock would keep the
 * next run from making it. Only `bookings discard` does this.
 */
export async function forgetCalendar({ root, organisation }: RunOptions, name: string): Promise<void> {
  const stack = await openStack({ root, organisation, program: async () => undefined });
  await onStack(stack, async () => stack.importStack(withoutCalendar(await stack.exportStack(), name)));
}

/** The organisation's calendars and policies as the last run left them, without asking the tenant. */
export async function readRecorded({ root, organisation }: RunOptions): Promise<Recorded> {
  const stack = await openStack({ root, organisation, program: async () => undefined });
  const state = await onStack(stack, () => stack.exportStack());
  return { calendars: recordedIn(state), policies: recordedPoliciesIn(state) };
}

export { absentIdentities } from "../../stacks/absent-identities";
export { unlockStack } from "./stack-state";

/** Who is changing an organisation right now, as far as that can be seen from here. */
export const lockHolders = ({ organisation }: RunOptions): Promise<LockHolder[]> =>
  readLocks(process.env["PULUMI_BACKEND_URL"], organisation);

/** Whether locks can be seen from here at all. */
export const seesLocks = (): boolean => process.env["PULUMI_BACKEND_URL"]?.startsWith("file://") === true;
