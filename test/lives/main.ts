import { parseArgs } from "node:util";
import { type CampaignOptions, campaign } from "./campaign";
import { catches, catchText } from "./catches";
import { failureText } from "./failure-text";
import { LifeTenant } from "./life-tenant";
import { engineLives } from "./real/engine-driver";
import { engineLife } from "./real/engine-life";

type Wishes = Pick<CampaignOptions, "lives" | "seed" | "path">;

// `npm run fuzz -- [--engine [--agrees]] [--lives N] [--seed N] [--path P]`, or `npm run fuzz -- --planted [--lives N] [--seeds N]`
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      lives: { type: "string" },
      seed: { type: "string" },
      path: { type: "string" },
      engine: { type: "boolean", default: false },
      agrees: { type: "boolean", default: false },
      planted: { type: "boolean", default: false },
      seeds: { type: "string", default: "10" },
    },
  });
  const lives = Number(values.lives ?? (values.engine ? 100 : values.planted ? 1000 : 2000));
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  if (values.engine) return liveThroughEngine({ lives, seed, path: values.path }, values.agrees);
  const tenant = await LifeTenant.start();
  try {
    if (values.planted) return await plantAll(tenant, Number(values.seeds), lives);
    return await live(tenant, { lives, seed, path: values.path });
  } finally {
    await tenant.close();
  }
}

async function liveThroughEngine(wishes: Wishes, agrees: boolean): Promise<number> {
  const { tenant, begin, close } = await engineLives(`lives-${process.pid}`, agrees);
  try {
    // Each life takes half a minute: as many again to make a failing one simpler are for whoever asks for it.
    return await live(tenant, { ...wishes, begin, random: engineLife, shrink: false });
  } finally {
    await close();
  }
}

async function live(tenant: LifeTenant, wishes: CampaignOptions): Promise<number> {
  const begun = Date.now();
  const { lives, failure } = await campaign(tenant, wishes);
  process.stdout.write(`${lives} lives in ${Math.round((Date.now() - begun) / 1000)} s.\n`);
  if (failure) process.stdout.write(`${failureText(failure)}\n`);
  return failure ? 1 : 0;
}

/** Shows that random lives find what was planted, with the seeds 1, 2, 3 and so on. */
async function plantAll(tenant: LifeTenant, seeds: number, most: number): Promise<number> {
  let missed = 0;
  const numbers = Array.from({ length: seeds }, (_, index) => index + 1);
  for await (const found of catches(tenant, numbers, most)) {
    missed += found.lives.filter((one) => one === undefined).length;
    process.stdout.write(`${catchText(found, most)}\n`);
  }
  return missed > 0 ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});
