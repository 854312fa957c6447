import fc from "fast-check";
import type { Life } from "./life";
import type { BeginDriver } from "./life-driver";
import type { LifeTenant } from "./life-tenant";
import { type Finding, liveThrough } from "./live-through";
import { randomLife } from "./random-life";
import { simplest } from "./simpler";

/** What is lived through. */
export interface CampaignOptions {
  readonly lives: number;
  readonly seed?: number | undefined;
  /** fast-check's path to one life of the seed. */
  readonly path?: string | undefined;
  /** What lives are made of, where not of everything. */
  readonly random?: fc.Arbitrary<Life>;
  /** Who carries the commands out, where not our handlers as they are. */
  readonly begin?: BeginDriver;
  /** Shrinking takes many lives: not wanted where it is enough to know that there is a finding. */
  readonly shrink?: boolean;
}

/** A life in which something happened that must not. */
export interface Failure {
  readonly life: Life;
  readonly findings: readonly Finding[];
  readonly seed: number;
  readonly path: string;
}

/** What came of a campaign. */
export interface CampaignResult {
  /** Lives lived, without those that only made a failing one simpler. */
  readonly lives: number;
  readonly failure?: Failure;
}

/** Lives random lives until one fails or the number is reached. A failing one is made as simple as possible. */
export async function campaign(tenant: LifeTenant, options: CampaignOptions): Promise<CampaignResult> {
  const { lives, seed, path, begin, random = randomLife, shrink = true } = options;
  let lived = 0;
  const property = fc.asyncProperty(random, async (life) => {
    lived += 1;
    const findings = await liveThrough(tenant, life, begin);
    if (findings.length > 0) throw new LifeFailed(findings);
  });
  const details = await fc.check(property, {
    numRuns: lives,
    // fast-check cannot take single steps out of those that belong together: lives are made simpler by our own rules
    endOnFailure: true,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed || !details.counterexample) return { lives: lived };
  const error = details.errorInstance;
  if (!(error instanceof LifeFailed)) throw error;
  const [life] = details.counterexample;
  const found = { seed: details.seed, path: details.counterexamplePath ?? "" };
  const told = shrink
    ? await simplestOf(tenant, life, error.findings, begin)
    : { life, findings: error.findings };
  return { lives: lived, failure: { ...told, ...found } };
}

/** The simplest life in which the same invariant is broken. */
async function simplestOf(
  tenant: LifeTenant,
  life: Life,
  findings: readonly Finding[],
  begin: BeginDriver | undefined,
): Promise<Pick<Failure, "life" | "findings">> {
  let last = findings;
  const simple = await simplest(life, async (simpler) => {
    const found = await liveThrough(tenant, simpler, begin);
    const isSame = found.some(({ invariant }) => findings.some((one) => one.invariant === invariant));
    if (isSame) last = found;
    return isSame;
  });
  return { life: simple, findings: last };
}

class LifeFailed extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ invariant, what }) => `${invariant}: ${what}`).join("\n"));
  }
}
