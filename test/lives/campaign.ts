import fc from "fast-check";
import type { Life } from "./life";
import type { LifeTenant } from "./life-tenant";
import { type Finding, liveThrough } from "./live-through";
import type { PlantedBug } from "./planted/planted-bug";
import { randomLife } from "./random-life";

/** How long a campaign goes on. */
export interface CampaignOptions {
  readonly lives: number;
  readonly seed?: number | undefined;
  /** fast-check's path to one life of the seed. */
  readonly path?: string | undefined;
  /** No life begins after so many milliseconds. */
  readonly timeMs?: number | undefined;
  readonly bug?: PlantedBug;
  /** Shrinking takes many lives: not wanted where it is enough to know that there is a finding. */
  readonly shrink?: boolean;
}

/** The shortest life found in which something happened that must not. */
export interface Failure {
  readonly life: Life;
  readonly findings: readonly Finding[];
  readonly seed: number;
  readonly path: string;
}

/** What came of a campaign. */
export interface CampaignResult {
  readonly lives: number;
  readonly failure?: Failure;
}

/** Lives random lives until one fails, the number is reached, or the time is over. */
export async function campaign(tenant: LifeTenant, options: CampaignOptions): Promise<CampaignResult> {
  const { lives, seed, path, timeMs, bug, shrink = true } = options;
  let lived = 0;
  const property = fc.asyncProperty(randomLife, async (life) => {
    lived += 1;
    const findings = await liveThrough(tenant, life, bug);
    if (findings.length > 0) throw new LifeFailed(findings);
  });
  const details = await fc.check(property, {
    numRuns: lives,
    endOnFailure: !shrink,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
    ...(timeMs === undefined ? {} : { interruptAfterTimeLimit: timeMs, markInterruptAsFailure: false }),
  });
  if (!details.failed || !details.counterexample) return { lives: lived };
  const error = details.errorInstance;
  if (!(error instanceof LifeFailed)) throw error;
  const [life] = details.counterexample;
  const { findings } = error;
  return {
    lives: lived,
    failure: { life, findings, seed: details.seed, path: details.counterexamplePath ?? "" },
  };
}

class LifeFailed extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ invariant, what }) => `${invariant}: ${what}`).join("\n"));
  }
}
