import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readJournal } from "../../src/records/journal";
import { until } from "../kill/processes";
import type { Playground } from "../playground/playground";
import { openClinics } from "./clinics";

const KNEE = "specs/leeds/calendars/knee.yaml";
const PATIENCE_S = 60;

/** A run of which the journal has all that it did, and the state nothing: the engine writes it at the end only, and dies before. */
async function killAfterJournal(playground: Playground): Promise<void> {
  const { root, tenant } = playground;
  const done = (): number =>
    readJournal(join(root.path, ".bookings", "journal", "leeds.jsonl")).lines.filter(
      ({ outcome }) => outcome === "done",
    ).length;
  const before = done();
  await tenant.ask("POST", "faults", { operation: "service.create", kind: "hold-before", nth: 1 });
  const run = playground.start(["up", "leeds", "--yes"], { PULUMI_SKIP_CHECKPOINTS: "true" });
  await until(async () => ((await tenant.ask("GET", "held")) as { held: unknown }).held !== null, PATIENCE_S);
  // the program runs in the command's process: without it the engine comes to no end
  process.kill(run.pid ?? 0, "SIGSTOP");
  await tenant.ask("DELETE", "held");
  await until(async () => done() > before, PATIENCE_S);
  run.kill();
  await run.result;
}

describe("A run that was killed after a calendar, and whose lock pulumi cancel took away", function () {
  this.timeout(240_000);
  let playground: Playground;
  before(async () => {
    playground = await openClinics("cancelled-run");
  });
  after(async () => {
    await playground.close();
    playground.root.discard();
  });

  /** What the next run says, and that the way which it names leads on. */
  async function leadsOn(code: "state-lost" | "state-older", calendars: number): Promise<void> {
    const cancelled = await playground.pulumi(["cancel", "--yes", "--stack", "leeds"]);
    expect(cancelled.exitCode, cancelled.stderr).to.equal(0);
    const refused = await playground.bookings(["up", "leeds", "--yes"]);
    expect(refused.exitCode, refused.stdout).to.equal(5);
    expect(refused.stderr)
      .to.contain(`error ${code}`)
      .and.to.contain("the last run was killed and pulumi cancel took its lock away, rebuild it")
      .and.to.contain("bookings adopt leeds --recover");
    const before = (await playground.tenant.log()).length;
    const rebuilt = await playground.bookings(["adopt", "leeds", "--recover"]);
    expect(rebuilt.exitCode, rebuilt.stderr).to.equal(0);
    const writes = (await playground.tenant.log()).slice(before).filter(({ effect }) => effect === "write");
    expect(writes).to.deep.equal([]);
    const next = await playground.bookings(["up", "leeds", "--yes"]);
    expect(next.exitCode, next.stderr).to.equal(0);
    expect(next.stdout).to.contain("nothing changes");
    expect(await playground.tenant.calendars()).to.have.length(calendars);
  }

  it("is told by the next one with the way out, and that works: also where it was the first one [OPS-10] [CRE-2]", async () => {
    const knee = readFileSync(join(playground.root.path, KNEE), "utf8");
    playground.root.remove(KNEE);
    await killAfterJournal(playground);
    await leadsOn("state-lost", 1);
    playground.root.write(KNEE, knee);
    await killAfterJournal(playground);
    await leadsOn("state-older", 2);
  });
});
