import { parseArgs } from "node:util";
import { type CampaignOptions, campaign } from "./campaign";
import { catches, catchText } from "./catches";
import { failureText } from "./failure-text";
import { LifecycleTenant } from "./lifecycle-tenant";
import { engineLifecycles } from "./real/engine-driver";
import { engineLifecycle } from "./real/engine-lifecycle";

type Wishes = Pick<CampaignOptions, "lifecycles" | "seed" | "path">;

// `npm run fuzz -- [--engine [--agrees]] [--lifecycles N] [--seed N] [--path P]`, or `npm run fuzz -- --seeded [--lifecycles N] [--seeds N]`
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      lifecycles: { type: "string" },
      seed: { type: "string" },
      path: { type: "string" },
      engine: { type: "boolean", default: false },
      agrees: { type: "boolean", default: false },
      seeded: { type: "boolean", default: false },
      seeds: { type: "string", default: "10" },
    },
  });
  const lifecycles = Number(values.lifecycles ?? (values.engine ? 100 : values.seeded ? 1000 : 2000));
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  if (values.engine) return runThroughEngine({ lifecycles, seed, path: values.path }, values.agrees);
  const tenant = await LifecycleTenant.start();
  try {
    if (values.seeded) return await seedAll(tenant, Number(values.seeds), lifecycles);
    return await runAll(tenant, { lifecycles, seed, path: values.path });
  } finally {
    await tenant.close();
  }
}

async function runThroughEngine(wishes: Wishes, agrees: boolean): Promise<number> {
  const { tenant, begin, close } = await engineLifecycles("lifecycles", agrees);
  try {
    // Each lifecycle takes half a minute: as many again to make a failing one simpler are for whoever asks for it.
    return await runAll(tenant, { ...wishes, begin, random: engineLifecycle, shrink: false });
  } finally {
    await close();
  }
}

async function runAll(tenant: LifecycleTenant, wishes: CampaignOptions): Promise<number> {
  const begun = Date.now();
  const { lifecycles, failure } = await campaign(tenant, wishes);
  process.stdout.write(`${lifecycles} lifecycles in ${Math.round((Date.now() - begun) / 1000)} s.\n`);
  if (failure) process.stdout.write(`${failureText(failure)}\n`);
  return failure ? 1 : 0;
}

/** Shows that random lifecycles find what was seeded, with the seeds 1, 2, 3 and so on. */
async function seedAll(tenant: LifecycleTenant, seeds: number, most: number): Promise<number> {
  let missed = 0;
  const numbers = Array.from({ length: seeds }, (_, index) => index + 1);
  for await (const found of catches(tenant, numbers, most)) {
    missed += found.lifecycles.filter((one) => one === undefined).length;
    process.stdout.write(`${catchText(found, most)}\n`);
  }
  return missed > 0 ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});
