import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { Playground } from "../playground/playground";
import type { ProcessResult } from "../playground/run-process";
import { expectValid } from "../report/expect-valid";
import { openClinics } from "./clinics";

const SPEC = "specs/leeds/calendars/heart-failure.yaml";
const CALENDAR = "/solutions/bookingBusinesses/LeedsCardiologyHeartFailure@nhs.net";

describe("A plan that was reviewed", function () {
  this.timeout(240_000);
  let playground: Playground;

  before(async () => {
    playground = await openClinics("reviewed-plans");
  });

  after(async () => {
    await playground?.close();
    playground?.root.discard();
  });

  const path = (file: string): string => join(playground.root.path, file);
  const bookings = (...words: string[]): Promise<ProcessResult> => playground.bookings(words);
  const writes = async () => (await playground.tenant.log()).filter(({ effect }) => effect === "write");
  const edit = (from: string | RegExp, to: string): void =>
    writeFileSync(path(SPEC), readFileSync(path(SPEC), "utf8").replace(from, to));

  /** Expects that nothing is written, and that the words say what moved. */
  async function refused(words: string[], ...told: string[]): Promise<void> {
    const before = await writes();
    const { exitCode, stdout, stderr } = await bookings(...words);
    expect(exitCode, stdout + stderr).to.equal(5);
    for (const text of told) expect(stderr, stderr).to.contain(text);
    expect(await writes()).to.deep.equal(before);
  }

  it("has the same bytes as often as it is made, and a schema", async () => {
    const first = await bookings("preview", "leeds", "--out", "plan.json");
    expect(first.exitCode, first.stderr).to.equal(0);
    await bookings("preview", "leeds", "--out", "again.json");
    expect(readFileSync(path("again.json"), "utf8")).to.equal(readFileSync(path("plan.json"), "utf8"));
    const shown = JSON.parse((await bookings("plan", "show", "plan.json", "--json")).stdout) as {
      digest: string;
    };
    expectValid("plan", shown);
    expect(first.stderr).to.contain(shown.digest);
  });

  it("is shown in words and as Markdown", async () => {
    const { stdout } = await bookings("plan", "show", "plan.json");
    expect(stdout).to.contain("Create LeedsCardiologyHeartFailure@nhs.net");
    expect(stdout).to.contain("Add amy.shah@nhs.net as admin");
    const { stdout: markdown } = await bookings("plan", "show", "plan.json", "--markdown");
    expect(markdown).to.match(
      /### ` leeds `: 2 changes\n\n```text\nCreate LeedsCardiologyHeartFailure@nhs.net\n/,
    );
  });

  it("is refused when its file was changed, or its digest is another", async () => {
    const text = readFileSync(path("plan.json"), "utf8");
    writeFileSync(path("changed.json"), text.replace("496 0000", "496 0001"));
    expect(readFileSync(path("changed.json"), "utf8")).not.to.equal(text);
    writeFileSync(path("spaces.json"), `${text}\n`);
    await refused(["up", "--plan", "spaces.json", "--yes"], "spaces.json is not a plan");
    await refused(["up", "--plan", "changed.json", "--yes"], "Phone number");
    await refused(["up", "leeds", "--digest", "sha256:0", "--yes"], "sha256:0 was approved");
  });

  it("is applied exactly, and not a second time [OPS-3]", async () => {
    const review = ["--change", "https://example.test/pull/7", "--approved-by", "Pat Approver"];
    const { exitCode, stdout, stderr } = await bookings("up", "--plan", "plan.json", "--yes", ...review);
    expect(exitCode, stdout + stderr).to.equal(0);
    expect(await playground.tenant.calendars()).to.have.length(2);
    const { stdout: journal } = await bookings("journal", "--json");
    const { events } = JSON.parse(journal) as { events: { run: Record<string, string> }[] };
    const { plan, change, approvedBy } = events[0]?.run ?? {};
    const shown = JSON.parse((await bookings("plan", "show", "plan.json", "--json")).stdout) as {
      digest: string;
    };
    expect({ plan, change, approvedBy }).to.deep.equal({
      plan: shown.digest,
      change: "https://example.test/pull/7",
      approvedBy: "Pat Approver",
    });
    await refused(["up", "--plan", "plan.json", "--yes"], "LeedsCardiologyHeartFailure@nhs.net");
  });

  it("is refused when the specs moved [OPS-3]", async () => {
    edit("496 0000", "496 0002");
    await bookings("preview", "leeds", "--out", "plan.json");
    edit("496 0002", "496 0003");
    await refused(["up", "--plan", "plan.json", "--yes"], SPEC, "+44 113 496 0003");
    edit("496 0003", "496 0002");
  });

  it("is refused when the tenant moved, and the words say which calendar and field [OPS-3]", async () => {
    await playground.tenant.edit("PATCH", CALENDAR, { email: "bob.jones@nhs.net" });
    await refused(
      ["up", "--plan", "plan.json", "--yes"],
      "LeedsCardiologyHeartFailure@nhs.net, Reply address",
      "bob.jones@nhs.net",
    );
    expect((await playground.tenant.calendars())[0]?.email).to.equal("bob.jones@nhs.net");
  });

  it("is applied by its digest alone, after it was made again", async () => {
    const { stderr } = await bookings("preview", "leeds", "--out", "plan.json");
    const digest = /sha256:[0-9a-f]+/.exec(stderr)?.[0] ?? "";
    const { exitCode, stdout, stderr: told } = await bookings("up", "leeds", "--digest", digest, "--yes");
    expect(exitCode, stdout + told).to.equal(0);
    const { phone, email } = (await playground.tenant.calendars())[0] ?? {};
    expect({ phone, email }).to.deep.equal({ phone: "+44 113 496 0002", email: "cardiology.hf@nhs.net" });
  });

  /** Runs `up`, and changes the tenant once the preview is over and the changes begin. */
  async function upWhile(change: () => Promise<unknown>): Promise<ProcessResult> {
    const run = playground.start(["up", "leeds", "--yes"]);
    while (run.talk().split("leeds: starting").length < 3) await pause(20);
    await change();
    return run.result;
  }

  const heart = async () =>
    (await playground.tenant.calendars()).find(({ address }) => address.startsWith("LeedsCardiology"));

  it("does not overwrite what someone changes between the preview and the first write [OPS-3]", async () => {
    edit("496 0002", "496 0004");
    const { exitCode, stdout, stderr } = await upWhile(() =>
      playground.tenant.edit("PATCH", CALENDAR, { email: "bob.jones@nhs.net" }),
    );
    expect(exitCode, stdout + stderr).to.equal(5);
    expect(stdout + stderr).to.contain("someone changed it in the tenant after the preview (Reply address)");
    const { phone, email } = (await heart()) ?? {};
    expect({ phone, email }).to.deep.equal({ phone: "+44 113 496 0002", email: "bob.jones@nhs.net" });
    const again = await bookings("up", "leeds", "--yes");
    expect(again.exitCode, again.stderr).to.equal(0);
    expect((await heart())?.email).to.equal("cardiology.hf@nhs.net");
  });

  it("does nothing with a calendar that no reviewed step is about, and does not look at it again [OPS-3]", async () => {
    edit("496 0004", "496 0005");
    const other = "/solutions/bookingBusinesses/LeedsPhysiotherapyKnee@nhs.net";
    let from = 0;
    const { exitCode, stdout, stderr } = await upWhile(async () => {
      await playground.tenant.edit("PATCH", other, { phone: "0113 000 0000" });
      from = (await playground.tenant.log()).at(-1)?.seq ?? 0;
    });
    expect(exitCode, stdout + stderr).to.equal(0);
    const phones = (await playground.tenant.calendars()).map(({ phone }) => phone);
    expect(phones).to.have.members(["+44 113 496 0005", "0113 000 0000"]);
    const asked = (await playground.tenant.log(from)).map(({ path }) => path);
    expect(asked.filter((path) => path.includes("Knee"))).to.deep.equal([]);
    const next = await bookings("preview", "leeds", "--detailed-exitcode");
    expect(next.exitCode, next.stdout).to.equal(2);
  });

  it("still holds when an account is deleted that no step is about, and not when it is one of a step [OPS-3]", async () => {
    await bookings("up", "leeds", "--yes");
    edit("496 0005", "496 0007");
    await bookings("preview", "leeds", "--out", "plan.json");
    await playground.tenant.edit("DELETE", "/users/eve.stone@nhs.net");
    const { exitCode, stdout, stderr } = await bookings("up", "--plan", "plan.json", "--yes");
    expect(exitCode, stdout + stderr).to.equal(0);
    edit("  - zoe.hall@nhs.net\n", "");
    await bookings("preview", "leeds", "--out", "plan.json");
    await playground.tenant.edit("DELETE", "/users/zoe.hall@nhs.net");
    await refused(["up", "--plan", "plan.json", "--yes"], "The directory account of zoe.hall@nhs.net");
    edit("viewers:\n", "viewers:\n  - zoe.hall@nhs.net\n");
  });

  it("is needed where the tenant asks for one", async () => {
    const file = path("specs/tenant.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8")}requirePlan: true\n`);
    edit("496 0007", "496 0006");
    await refused(["up", "leeds", "--yes"], "requirePlan");
    await bookings("preview", "leeds", "--out", "plan.json");
    const { exitCode, stdout, stderr } = await bookings("up", "--plan", "plan.json", "--yes");
    expect(exitCode, stdout + stderr).to.equal(0);
  });
});
