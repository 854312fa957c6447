import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { Playground } from "../playground/playground";
import type { ProcessResult } from "../playground/run-process";
import { openClinics } from "./clinics";

const LICENCES = [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }];
const PEOPLE = ["amy.shah", "bob.jones", "carol.evans", "dan.okafor", "eve.stone", "zoe.hall"];
const NURSES = ["gail.ward", "hugh.lee", "jo.kay", "kim.low"];
const ZOE = "zoe.hall@nhs.net";

const policyOf = (name: string, users: readonly string[]): string =>
  `kind: UserPolicy\nname: ${name}\nbaseLicence: Office 365 E3\napplications:\n  - Microsoft Bookings\nusers:\n${users
    .map((user) => `  - ${user}@nhs.net\n`)
    .join("")}`;

describe("A change that someone makes while a run is at work [OPS-3]", function () {
  this.timeout(240_000);
  let playground: Playground;

  before(async () => {
    playground = await openClinics("changed-while-applied", {
      users: [
        ...[...PEOPLE, ...NURSES].map((name) => ({
          address: `${name}@nhs.net`,
          organisation: "Leeds",
          licences: LICENCES,
        })),
        { address: "cardiology.hf@nhs.net", organisation: "Leeds", mailbox: "shared" },
        { address: "physio.knee@nhs.net", organisation: "Leeds", mailbox: "shared" },
      ],
    });
    writePolicies(["gail.ward"], ["jo.kay"]);
    await up(0);
    await playground.tenant.ask("POST", "clock", { advance: "1h" });
    await up(0);
  });

  after(async () => {
    await playground?.close();
    playground?.root.discard();
  });

  function writePolicies(visits: readonly string[], letters: readonly string[]): void {
    playground.root.write("specs/leeds/policies/visits.yaml", policyOf("Visits", visits));
    playground.root.write("specs/leeds/policies/letters.yaml", policyOf("Letters", letters));
  }

  async function up(expected: number): Promise<ProcessResult> {
    const result = await playground.bookings(["up", "leeds", "--yes"]);
    expect(result.exitCode, result.stdout + result.stderr).to.equal(expected);
    return result;
  }

  /** Runs `up`; at its first request of that kind the tenant stands still while someone changes something. */
  async function upWhile(fault: object, change: (held: string) => Promise<unknown>): Promise<ProcessResult> {
    await playground.tenant.ask("POST", "faults", fault);
    const run = playground.start(["up", "leeds", "--yes"]);
    for (;;) {
      const { held } = (await playground.tenant.ask("GET", "held")) as { held: { path: string } | null };
      if (held) {
        await change(held.path);
        break;
      }
      await pause(20);
    }
    await playground.tenant.ask("DELETE", "held");
    return run.result;
  }

  async function groups(): Promise<{ id: string; displayName: string; members: string[] }[]> {
    const list = async (path: string) =>
      (
        (await playground.tenant.ask("POST", "edit", { method: "GET", path })) as {
          body: { value: { id: string; displayName: string; mail: string }[] };
        }
      ).body.value;
    const found = (await list("/groups")).filter(({ displayName }) => displayName.startsWith("Leeds"));
    return Promise.all(
      found.map(async ({ id, displayName }) => ({
        id,
        displayName,
        members: (await list(`/groups/${id}/members`)).map(({ mail }) => mail).sort(),
      })),
    );
  }

  it("is noticed by the look of a policy that has still to come: that policy is left as it is, the other is done", async () => {
    const before = await groups();
    writePolicies(["gail.ward", "hugh.lee"], ["jo.kay", "kim.low"]);
    const { value } = (
      (await playground.tenant.ask("POST", "edit", { method: "GET", path: "/users?$select=id,mail" })) as {
        body: { value: { id: string; mail: string }[] };
      }
    ).body;
    const zoe = value.find(({ mail }) => mail === ZOE)?.id;
    let other: (typeof before)[number] | undefined;
    const { exitCode, stdout, stderr } = await upWhile(
      { operation: "group.update", kind: "hold-after" },
      async (held) => {
        other = before.find(({ id }) => !held.includes(id));
        await playground.tenant.edit("POST", `/groups/${other?.id}/members/$ref`, {
          "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${zoe}`,
        });
      },
    );
    expect(exitCode, stdout + stderr).to.equal(6);
    expect(stdout + stderr).to.contain(`${other?.displayName} was left unchanged: someone changed it`);
    const now = new Map((await groups()).map(({ id, members }) => [id, members]));
    for (const { id, members } of before) {
      const isOther = id === other?.id;
      if (isOther) expect(now.get(id)).to.deep.equal([...members, ZOE].sort());
      else expect(now.get(id)).to.have.length(members.length + 1);
    }
    // the next run shows it, and does what was asked
    const { stdout: shown } = await playground.bookings(["preview", "leeds"]);
    expect(shown).to.contain(ZOE);
    await up(0);
    expect((await groups()).flatMap(({ members }) => members)).not.to.include(ZOE);
  });

  it("between a calendar's look and its write is not overwritten, and told by the next preview", async () => {
    for (const [file, from, to] of [
      ["heart-failure", "496 0000", "496 0101"],
      ["knee", "496 0007", "496 0108"],
    ] as const) {
      const path = join(playground.root.path, "specs/leeds/calendars", `${file}.yaml`);
      const text = readFileSync(path, "utf8");
      expect(text).to.contain(from);
      writeFileSync(path, text.replace(from, to));
    }
    const { exitCode, stdout, stderr } = await upWhile(
      { operation: "bookingBusiness.update", kind: "hold-before" },
      () =>
        playground.tenant.edit("PATCH", "/solutions/bookingBusinesses/LeedsPhysiotherapyKnee@nhs.net", {
          email: "bob.jones@nhs.net",
        }),
    );
    expect(exitCode, stdout + stderr).to.equal(0);
    const calendars = new Map(
      (await playground.tenant.calendars()).map((one) => [one.address, [one.phone, one.email]]),
    );
    expect(Object.fromEntries(calendars)).to.deep.equal({
      "LeedsCardiologyHeartFailure@nhs.net": ["+44 113 496 0101", "cardiology.hf@nhs.net"],
      "LeedsPhysiotherapyKnee@nhs.net": ["0113 496 0108", "bob.jones@nhs.net"],
    });
    const { stdout: shown } = await playground.bookings(["preview", "leeds"]);
    expect(shown).to.contain("bob.jones@nhs.net");
  });
});
