import { join } from "node:path";
import { expect } from "chai";
import { expectAgreement } from "../../engine-agrees/expect-agreement";
import type { Playground } from "../../playground/playground";
import type { ProcessResult } from "../../playground/run-process";
import { expectGolden } from "../../support/golden";
import { checkOrder } from "./check-order";
import { normalise } from "./normalise";
import { objectNames } from "./object-names";
import { pulumiSummary } from "./pulumi-summary";
import { ours, requestsText, writeLine } from "./requests-text";
import { staffNames } from "./staff-names";
import type { Step, Story } from "./story";
import { tenantAction } from "./tenant-action";

function command(playground: Playground, { run = "", env = {} }: Step): Promise<ProcessResult> {
  const [program, ...args] = run.split(/\s+/);
  return program === "pulumi" ? playground.pulumi(args, env) : playground.bookings(args, env);
}

async function prepare(playground: Playground, story: Story, step: Step): Promise<void> {
  for (const file of step.remove ?? []) playground.root.remove(file);
  if (step.specs) playground.root.overlay(join(story.folder, step.specs));
  for (const action of step.tenant ?? []) await tenantAction(playground.tenant, action);
}

/**
 * Whether the engine's preview is to be compared with ours before a step, in stories that ask for it or in all of them. Not while
 * the tenant has faults: they are counted, and another reading would use them up.
 */
function isCompared({ agrees, steps }: Story, index: number): boolean {
  if (!agrees && process.env["STORY_AGREES"] === undefined) return false;
  const faults = steps.slice(0, index + 1).flatMap(({ tenant = [] }) => tenant);
  const last = faults.findLast((action) => "fault" in action || "noFaults" in action);
  const isCalm = last === undefined || "noFaults" in last;
  return isCalm && /^bookings (up|preview)\b/.test(steps[index]?.run ?? "");
}

function section(title: string, text: string): string {
  const lines = text.trimEnd();
  return lines === "" ? "" : `\n${title}:\n${lines.replace(/^(?=.)/gm, "  ")}\n`;
}

/** What is left of a step: what it said and what it sent, the same on every machine. */
function transcript(step: Step, result: ProcessResult, requests: string, root: string): string {
  const { exitCode, stdout, stderr } = result;
  const said =
    step.run?.startsWith("pulumi ") && !step.run.includes("--diff") ? pulumiSummary(stdout) : stdout;
  return [
    `$ ${step.run}\nexit ${exitCode}\n`,
    section("stdout", normalise(said, root)),
    section("stderr", normalise(stderr, root)),
    section("requests", requests),
  ].join("");
}

/** The golden file of a step: its number and what was run. */
export const goldenName = ({ run = "" }: Step, index: number): string =>
  `${String(index + 1).padStart(2, "0")}-${run.split(/\s+/).slice(0, 2).join("-")}.txt`;

/** Takes one step of a story and compares all that can be seen of it with its golden. */
export async function runStep(playground: Playground, story: Story, index: number): Promise<void> {
  const step = story.steps[index];
  if (!step) throw new Error(`${story.name} has no step ${index + 1}.`);
  await prepare(playground, story, step);
  if (!step.run) return;
  if (isCompared(story, index)) await expectAgreement(playground, step.env);
  const { tenant, root } = playground;
  const names = new Map([...(await objectNames(tenant)), ...(await staffNames(tenant))]);
  const from = (await tenant.log()).at(-1)?.seq ?? 0;
  const result = await command(playground, step);
  const sent = await tenant.log(from);
  for (const [id, name] of [...(await objectNames(tenant)), ...(await staffNames(tenant))])
    names.set(id, name);
  const text = transcript(step, result, requestsText(sent, names, step.anyOrder), root.path);
  expect(result.exitCode, `exit code of “${step.run}”\n${result.stdout}\n${result.stderr}`).to.equal(
    step.exit ?? 0,
  );
  const writes = ours(sent).filter(({ method }) => method !== "GET");
  if (step.writes === "none") expect(writes.map((entry) => writeLine(entry, names))).to.deep.equal([]);
  if (step.order)
    checkOrder(
      writes.map((entry) => writeLine(entry, names)),
      step.order,
    );
  // Under other settings of the sandbox, other requests lead to the same outcome.
  if (process.env["STORY_OUTCOMES_ONLY"] === undefined)
    expectGolden(`scenarios/${story.name}/golden/${goldenName(step, index)}`, text);
}
