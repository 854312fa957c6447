import { parseArgs } from "node:util";
import { campaign } from "./campaign";
import { failureText } from "./failure-text";
import { LifeTenant } from "./life-tenant";

// `npm run fuzz -- [--lives N] [--seed N] [--path P]`
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      lives: { type: "string", default: "2000" },
      seed: { type: "string" },
      path: { type: "string" },
    },
  });
  const tenant = await LifeTenant.start();
  const begun = Date.now();
  try {
    const { lives, failure } = await campaign(tenant, {
      lives: Number(values.lives),
      seed: values.seed === undefined ? undefined : Number(values.seed),
      path: values.path,
    });
    process.stdout.write(`${lives} lives in ${Math.round((Date.now() - begun) / 1000)} s.\n`);
    if (failure) process.stdout.write(`${failureText(failure)}\n`);
    return failure ? 1 : 0;
  } finally {
    await tenant.close();
  }
}

void main().then((code) => {
  process.exitCode = code;
});
