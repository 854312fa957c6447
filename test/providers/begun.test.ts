import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import { readJournal } from "../../src/records/journal";
import { openRecords } from "../../src/records/open-records";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

describe("that something begins", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
  });
  afterEach(() => tenant.close());

  const noted = (): string[] =>
    readJournal(join(tenant.folder, ".bookings", "journal", "leeds.jsonl")).lines.map(
      ({ what, outcome }) => `${what} ${outcome}`,
    );

  /** What the journal says when the tenant has done the first such request and has not answered yet. */
  async function notedDuring(operation: string, work: () => Promise<unknown>): Promise<string[]> {
    await tenant.fault({ operation, kind: "hold-after" });
    const working = work();
    while (((await tenant.admin("GET", "held")) as { held: object | null }).held === null) await turn();
    const during = noted();
    await tenant.admin("DELETE", "faults");
    await working;
    return during;
  }

  it("is on record before the first write, so that a run which dies leaves a line [CRE-2]", async () => {
    const inputs = tenant.inputs("A");
    let made: Awaited<ReturnType<ReturnType<TestTenant["handler"]>["create"]>> | undefined;
    const creating = await notedDuring("bookingBusiness.create", async () => {
      made = await tenant.handler().create(inputs);
    });
    expect(creating).to.deep.equal(["create begun"]);
    const changing = await notedDuring("bookingBusiness.update", () =>
      tenant.handler().update(made?.id ?? "", made?.outs, { ...inputs, phone: "+44 20 7946 0000" }),
    );
    expect(changing.slice(2)).to.deep.equal(["update begun"]);
    expect(noted()).to.deep.equal(["create begun", "create done", "update begun", "update done"]);
  });

  it("says nothing of people who are only listed under another of their addresses [OPS-5]", async () => {
    const inputs = tenant.inputs("A");
    const { id, outs } = await tenant.handler().create(inputs);
    const members = { "amy.alias@nhs.net": "admin", "bob.jones@nhs.net": "admin" } as const;
    await tenant.handler().update(id, outs, { ...inputs, members });
    const lines = readJournal(join(tenant.folder, ".bookings", "journal", "leeds.jsonl")).lines;
    const change = { address: "bob.jones@nhs.net", from: "viewer", to: "admin" };
    expect(lines.slice(2).map(({ outcome, people }) => [outcome, people])).to.deep.equal([
      ["begun", [change]],
      ["done", [change]],
    ]);
  });

  it("is not called a creation of what an earlier run had made [CRE-2]", async () => {
    const inputs = tenant.inputs("A");
    await tenant.handler().create(inputs);
    // a state that was lost knows nothing of it
    await tenant.handler().create({ ...inputs, phone: "+44 20 7946 0000" });
    expect(noted()).to.deep.equal(["create begun", "create done", "complete begun", "complete done"]);
  });

  it("is ended by an update that finds nothing to do, with what the run that died had done [UPD-2] [OPS-5]", async () => {
    const { id, outs } = await tenant.handler().create(tenant.inputs("A"));
    const calendar = "LeedsCardiologyA@nhs.net";
    const [phone, other] = [
      { field: "phone", from: "1", to: outs.phone },
      { field: "replyTo", to: "x@nhs.net" },
    ];
    const dead = openRecords({ root: tenant.folder, env: { BOOKINGS_RUN: "dead" } });
    const fields = [phone, other];
    await dead.announce("Leeds", { calendar, what: "update", outcome: "begun", fields, people: [] });
    await tenant.handler().update(id, outs, tenant.inputs("A"));
    await tenant.handler().update(id, outs, tenant.inputs("A"));
    const { lines } = readJournal(join(tenant.folder, ".bookings", "journal", "leeds.jsonl"));
    expect(
      lines.slice(3).map(({ what, outcome, fields, settles }) => ({ what, outcome, fields, settles })),
    ).to.deep.equal([
      { what: "update", outcome: "done", fields: [phone], settles: "dead" },
      { what: "complete", outcome: "done", fields: [], settles: undefined },
    ]);
  });

  it("is not said of what was refused before it wrote anything", async () => {
    await tenant.edit("POST", "/solutions/bookingBusinesses", { displayName: "LeedsCardiologyA" });
    await failureOf(tenant.handler().create(tenant.inputs("A")));
    expect(noted()).to.deep.equal(["create failed"]);
  });
});
