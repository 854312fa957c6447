import { isDeepStrictEqual } from "node:util";
import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import { checkRun, type ProgramPorts } from "../preflight/check-run";
import { namesInState } from "../preflight/lost-records";
import { signInProblems } from "../preflight/needed-identities";
import type { PreflightView } from "../preflight/preflight-view";
import { carried } from "../problem/carry";
import { type Problem, problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import type { EngineParts, ReadingHandler } from "./engine";
import { type Findings, isElsewhere, keepingPorts, nothingFound } from "./findings";
import {
  CALENDAR_TYPE,
  factsOn,
  nameOf,
  POLICY_TYPE,
  type StepFacts,
  StepLedger,
  type Values,
  withoutProvider,
} from "./internals/engine-events";
import { type Deployment, inventoryIn, resourcesIn, type StateResource } from "./internals/exported-state";
import { assertNotOlder, deployedAt } from "./internals/state-files";
import { isNotHeld } from "./plan-of";
import { readState } from "./read-state";
import { knownAccounts, recordedIn } from "./recorded";
import { isRefused, resultOf } from "./result-of";
import { unread, whyUnread } from "./run-problems";
import type { RunOptions, RunResult } from "./run-result";

const KINDS = { calendar: CALENDAR_TYPE, policy: POLICY_TYPE } as const;
type Kind = keyof typeof KINDS;

interface Preview {
  readonly options: RunOptions;
  readonly ports: ProgramPorts;
  readonly findings: Findings;
  readonly ledger: StepLedger;
  readonly handlers: Readonly<Record<string, ReadingHandler>>;
  /** Resources of the last run by kind and name, as the tenant has them now. */
  readonly seen: Map<string, { readonly resource: StateResource; readonly inputs: unknown; props: unknown }>;
}

/**
 * What `up` would do, without the engine: reads the last run's record, looks at the tenant by the same handlers, lets the
 * program judge and compares, in the engine's own order. Nothing here can write.
 */
export async function previewOrganisation(parts: EngineParts, options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const { organisation, root } = options;
  const findings: Findings = { ...nothingFound(), mayHold: true };
  const ledger = new StepLedger();
  const ports = keepingPorts(parts.portsOf(root, process.env), findings);
  const handlers = readingHandlers(parts, options);
  const preview = { options, ports, findings, ledger, handlers, seen: new Map() };
  let failures: readonly Problem[] = [];
  let pulumiOutput = "";
  try {
    if (!(await isElsewhere(ports, organisation, findings))) failures = await compare(preview, parts);
  } catch (error) {
    pulumiOutput = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!findings.problems.some(({ severity }) => severity === "error")) failures = stoppedBy(error, options);
  }
  failures = await whyUnread(failures, findings.loaded?.tenant, ledger, () =>
    signInProblems(process.env, organisation),
  );
  return {
    ...resultOf("preview", options, findings, ledger, failures),
    pulumiOutput,
    seconds: (performance.now() - started) / 1000,
  };
}

const readingHandlers = (parts: EngineParts, { root, organisation, signal }: RunOptions) =>
  parts.readingHandlers({
    env: { ...process.env, BOOKINGS_STACK: organisation },
    root,
    stillWanted: () => signal?.aborted !== true,
    tell: () => undefined,
  });

function stoppedBy(error: unknown, { organisation, signal }: RunOptions): readonly Problem[] {
  if (error instanceof VisibleError && error.problems.length > 0) return error.problems;
  // that it stopped when it was told to is no failure
  if (signal?.aborted) return [];
  const message = error instanceof Error ? error.message : String(error);
  return [problem("engine-failed", { organisation, message })];
}

/** Looks, judges and compares; tells what could not be looked at, and what is refused. */
async function compare(preview: Preview, parts: EngineParts): Promise<readonly Problem[]> {
  const { options, ports, findings, ledger } = preview;
  const { organisation } = options;
  const state = await readState(options);
  const { kept, lastChange } = ports.journal(organisation);
  if (!state && kept.size > 0) throw VisibleError.of(problem("state-lost", { organisation }));
  assertNotOlder(organisation, deployedAt(state?.deployment), lastChange);
  if (state) await lookAtAll(preview, state);
  if (unread(ledger).length > 0) return unread(ledger);
  const loaded = await ports.load(organisation);
  const before = state && inventoryIn(state);
  const recorded = async () => namesInState(state);
  const view = state ? knowing(ports.view, knownAccounts(recordedIn(state))) : ports.view;
  const found = await checkRun(
    { ...ports, view, recorded },
    { stack: organisation, loaded, before, isPreview: true },
  );
  ports.report(found);
  const { tenant, model } = loaded;
  if (!tenant || !model || isRefused(findings)) return [];
  await compareAll(preview, parts, tenant, model);
  return unread(ledger);
}

/** The same view, which knows the accounts of some people. */
const knowing = (view: PreflightView, known: ReadonlyMap<string, string>): PreflightView => ({
  ...view,
  lookUp: (members, staying, attribute) => view.lookUp(members, staying, attribute, known),
});

/** Looks at everything that the state knows, all at once: the calls share batches. */
async function lookAtAll(preview: Preview, state: Deployment): Promise<void> {
  const { organisation, onProgress } = preview.options;
  const resources = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    resourcesIn(state, KINDS[kind]).map((resource) => ({ kind, resource })),
  );
  const total = resources.length;
  let done = 0;
  await Promise.all(
    resources.map(async ({ kind, resource }) => {
      await lookAt(preview, kind, resource);
      done += 1;
      onProgress?.({ organisation, stage: "reading", calendar: nameOf(resource.urn), done, total });
    }),
  );
}

async function lookAt(preview: Preview, kind: Kind, resource: StateResource): Promise<void> {
  const { ledger, seen } = preview;
  const facts = factsOn(shelfOf(ledger, kind), resource.urn);
  const outputs = resource.outputs ?? {};
  const recorded = withoutProvider(resource.outputs ?? resource.inputs);
  if (recorded) facts.recorded = recorded;
  const handler = handlerFor(preview, outputs);
  try {
    const { props, inputs } = await handler.read(resource.id ?? "", outputs);
    seen.set(`${kind} ${nameOf(resource.urn)}`, { resource, inputs, props });
    facts.live = plain(inputs);
    facts.liveOutputs = plain(props);
    facts.isBehind = !isDeepStrictEqual(withoutProvider(outputs), facts.liveOutputs);
  } catch (error) {
    noteUnreadable(facts, error);
  }
}

function noteUnreadable(facts: StepFacts, error: unknown): void {
  facts.failed = true;
  facts.unreadable = true;
  facts.problems.push(...carried(error instanceof Error ? error.message : String(error)));
}

/** The same after the engine's own preview, which knows of no such looks. */
export async function lookAheadAt(
  parts: EngineParts,
  options: RunOptions,
  { loaded }: Findings,
  ledger: StepLedger,
): Promise<void> {
  const { tenant, model } = loaded ?? {};
  if (!tenant || !model) return;
  const handlers = readingHandlers(parts, options);
  for (const { kind, name, inputs, loading } of parts.declared(tenant, model)) {
    const facts = shelfOf(ledger, kind).get(name);
    const handler = handlers[loading];
    if (facts && handler) await lookAhead(facts, handler, plain(inputs));
  }
}

/** What another organisation hands over is there, and no record of it yet. */
async function lookAhead(facts: StepFacts, handler: ReadingHandler, news: Values): Promise<void> {
  if (!isNotHeld(facts)) return;
  try {
    const found = await handler.lookAhead?.(news);
    if (!found) return;
    facts.live = plain(found.inputs);
    facts.liveOutputs = plain(found.props);
  } catch (error) {
    noteUnreadable(facts, error);
  }
}

/** Where Pulumi's dynamic providers keep the text that loads them. */
const TEXT = "__provider";

function handlerFor({ handlers, options }: Preview, values: Values): ReadingHandler {
  const text = String(values[TEXT]);
  const handler = Object.hasOwn(handlers, text) ? handlers[text] : undefined;
  if (!handler) throw VisibleError.of(problem("state-names-program", { organisation: options.organisation }));
  return handler;
}

/** As the engine would carry it: text, without what is undefined. */
const plain = (values: unknown): Values =>
  withoutProvider(JSON.parse(JSON.stringify(values)) as Values) ?? {};

const shelfOf = ({ calendars, policies }: StepLedger, kind: Kind): Map<string, StepFacts> =>
  kind === "calendar" ? calendars : policies;

async function compareAll(
  preview: Preview,
  parts: EngineParts,
  tenant: Tenant,
  model: OrganisationModel,
): Promise<void> {
  const { options, ledger, seen } = preview;
  for (const { kind, name, inputs, loading } of parts.declared(tenant, model)) {
    const known = seen.get(`${kind} ${name}`);
    const news = { ...plain(inputs), [TEXT]: loading };
    const urn = known?.resource.urn ?? `urn:pulumi:${options.organisation}::${KINDS[kind]}::${name}`;
    const facts = factsOn(shelfOf(ledger, kind), urn);
    const handler = handlerFor(preview, news);
    const checked = await handler.check(known?.inputs ?? {}, news);
    facts.problems.push(...checked.failures.flatMap(({ reason }) => carried(reason)));
    if (checked.failures.length > 0) continue;
    facts.wanted = plain(checked.inputs);
    facts.op = "create";
    await lookAhead(facts, handler, news);
    if (!known) continue;
    const { changes } = await handler.diff(known.resource.id ?? "", known.props, news);
    facts.op = changes ? "update" : "same";
  }
}
