import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Playground } from "../playground/playground";

interface Told {
  readonly outcome: string;
  readonly problems: readonly unknown[];
}

/** The engine makes a stack for a preview, and settings for it; ours leaves nothing. */
const LEFT = [".bookings/state/.pulumi/stacks/nhsmail-bookings/leeds.json", "stacks/Pulumi.leeds.yaml"];

/** Expects that the engine's preview of Leeds is ours, word for word, and leaves everything as it was. */
export async function expectAgreement(
  playground: Playground,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const files = LEFT.map((file) => join(playground.root.path, file)).filter((file) => !existsSync(file));
  const { stdout, stderr } = await playground.node("dist/test/engine-agrees/both-plans.js", ["leeds"], env);
  for (const file of files.flatMap((one) => [one, `${one}.attrs`])) rmSync(file, { force: true });
  expect(stdout, stderr).to.match(/^{/);
  const { ours, engines } = JSON.parse(stdout) as { ours: Told; engines: Told };
  if (ours.outcome === "changed" || ours.outcome === "unchanged") {
    expect(ours).to.deep.equal(engines);
    return;
  }
  // The engine stops at the first calendar that cannot be read; ours names them all.
  // Plain Pulumi holds no calendar back.
  expect(ours.outcome === "held" ? "refused" : ours.outcome).to.equal(engines.outcome);
  expect(ours.problems).to.deep.include.members([...engines.problems]);
}
