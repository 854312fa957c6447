import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { Playground } from "../playground/playground";
import type { ProcessResult, StartedProcess } from "../playground/run-process";
import { openClinics } from "./clinics";

/** Waits until the tenant got a request of that kind. */
async function until({ tenant }: Playground, operation: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await tenant.log()).some((entry) => entry.operation === operation)) return;
    await pause(100);
  }
  throw new Error(`No request ${operation} came.`);
}

const creations = async ({ tenant }: Playground): Promise<number> =>
  (await tenant.log()).filter(
    ({ operation, effect }) => operation === "bookingBusiness.create" && effect === "write",
  ).length;

const isFine = ({ exitCode, stdout, stderr }: ProcessResult): void =>
  expect(exitCode, `${stdout}\n${stderr}`).to.equal(0) && undefined;

/** How an engine ends that failed: with 255 up to 3.221, with 1 from 3.258 on; none in between was tried. */
function failureCodes(version: string): number[] {
  const minor = Number(/^v3\.(\d+)\./.exec(version)?.[1]);
  if (minor >= 258) return [1];
  return minor <= 221 ? [255] : [1, 255];
}

describe("Two runs over one stack", function () {
  this.timeout(240_000);
  let playground: Playground;

  let first: StartedProcess;

  before(async () => {
    playground = await openClinics("two-runs");
    // Long enough for anybody to come along meanwhile.
    const slow = { operation: "bookingBusiness.create", kind: "slow", delay: 100_000 };
    await playground.tenant.ask("POST", "faults", slow);
    first = playground.start(["up", "leeds", "--yes"]);
    await until(playground, "bookingBusiness.create");
  });

  after(async () => {
    first.kill();
    await playground.close();
    playground.root.discard();
  });

  it("do not change it at a time: the second is refused and says that the first is at work [UPD-2]", async () => {
    const ours = await playground.bookings(["up", "leeds", "--yes"]);
    expect(ours.exitCode, ours.stdout).to.equal(5);
    expect(ours.stderr).to.include("Updating");
    const plain = await playground.pulumi(["up", "--yes", "--skip-preview", "--stack", "leeds"]);
    const { stdout: version } = await playground.pulumi(["version"]);
    expect(plain.exitCode, `${version}\n${plain.stdout}`).to.be.oneOf(failureCodes(version));
    expect(plain.stdout + plain.stderr).to.include("the stack is currently locked");
  });

  it("settle what a killed one began, once someone has said that it is dead, and make nothing twice [UPD-2] [CRE-2]", async () => {
    first.kill();
    await first.result;
    await playground.tenant.ask("DELETE", "faults");
    isFine(await playground.pulumi(["cancel", "--yes", "--stack", "leeds"]));
    isFine(await playground.bookings(["up", "leeds", "--yes"]));
    expect(await playground.tenant.calendars()).to.have.length(2);
    expect(await creations(playground)).to.equal(2);
    const after = await playground.bookings(["preview", "leeds", "--detailed-exitcode"]);
    expect(after.exitCode, after.stdout).to.equal(0);
  });
});
