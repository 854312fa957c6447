import fc from "fast-check";
import type { Lifecycle } from "./lifecycle";
import type { BeginDriver } from "./lifecycle-driver";
import type { LifecycleTenant } from "./lifecycle-tenant";
import { randomLifecycle } from "./random-lifecycle";
import { type Finding, runLifecycle } from "./run-lifecycle";
import { simplest } from "./simpler";

/** What is done through. */
export interface CampaignOptions {
  readonly lifecycles: number;
  readonly seed?: number | undefined;
  /** fast-check's path to one lifecycle of the seed. */
  readonly path?: string | undefined;
  /** What lifecycles are made of, where not of everything. */
  readonly random?: fc.Arbitrary<Lifecycle>;
  /** Who carries the commands out, where not our handlers as they are. */
  readonly begin?: BeginDriver;
  /** Shrinking takes many lifecycles: not wanted where it is enough to know that there is a finding. */
  readonly shrink?: boolean;
}

/** A lifecycle in which something happened that must not. */
export interface Failure {
  readonly lifecycle: Lifecycle;
  readonly findings: readonly Finding[];
  readonly seed: number;
  readonly path: string;
}

/** What came of a campaign. */
export interface CampaignResult {
  /** Lifecycles run, without those that only made a failing one simpler. */
  readonly lifecycles: number;
  readonly failure?: Failure;
}

/** Runs random lifecycles until one fails or the number is reached. A failing one is made as simple as possible. */
export async function campaign(tenant: LifecycleTenant, options: CampaignOptions): Promise<CampaignResult> {
  const { lifecycles, seed, path, begin, random = randomLifecycle, shrink = true } = options;
  let done = 0;
  const property = fc.asyncProperty(random, async (lifecycle) => {
    done += 1;
    const findings = await runLifecycle(tenant, lifecycle, begin);
    if (findings.length > 0) throw new LifecycleFailed(findings);
  });
  const details = await fc.check(property, {
    numRuns: lifecycles,
    // fast-check cannot take single steps out of those that belong together: lifecycles are made simpler by our own rules
    endOnFailure: true,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed || !details.counterexample) return { lifecycles: done };
  const error = details.errorInstance;
  if (!(error instanceof LifecycleFailed)) throw error;
  const [lifecycle] = details.counterexample;
  const found = { seed: details.seed, path: details.counterexamplePath ?? "" };
  const told = shrink
    ? await simplestOf(tenant, lifecycle, error.findings, begin)
    : { lifecycle, findings: error.findings };
  return { lifecycles: done, failure: { ...told, ...found } };
}

/** The simplest lifecycle in which the same invariant is broken. */
async function simplestOf(
  tenant: LifecycleTenant,
  lifecycle: Lifecycle,
  findings: readonly Finding[],
  begin: BeginDriver | undefined,
): Promise<Pick<Failure, "lifecycle" | "findings">> {
  let last = findings;
  const simple = await simplest(lifecycle, async (simpler) => {
    const found = await runLifecycle(tenant, simpler, begin);
    const isSame = found.some(({ invariant }) => findings.some((one) => one.invariant === invariant));
    if (isSame) last = found;
    return isSame;
  });
  return { lifecycle: simple, findings: last };
}

class LifecycleFailed extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ invariant, what }) => `${invariant}: ${what}`).join("\n"));
  }
}
