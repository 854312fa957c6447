import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const SETTINGS = { mailboxDelay: "real", duplicateName: "suffix" } as const;

describe("a creation of which no one knows the outcome", function () {
  this.timeout(30_000);
  let tenant: TestTenant;
  afterEach(() => tenant.close());

  const handler = () =>
    tenant.handler({
      sleep: async (ms) => void (await tenant.admin("POST", "clock", { advance: Math.round(ms) })),
    });
  const calendars = async () =>
    ((await tenant.admin("GET", "snapshot")) as { calendars: { address: string }[] }).calendars.map(
      ({ address }) => address,
    );
  const creations = async () =>
    (await tenant.log()).filter(({ operation }) => operation === "bookingBusiness.create").length;

  it("is awaited, and not sent again, where calendars show a minute late [CRE-2]", async () => {
    tenant = await testTenant({ settings: SETTINGS });
    await tenant.fault({ operation: "bookingBusiness.create", kind: "cut-after", times: 3 });
    const { outs } = await handler().create(tenant.inputs("A"));
    expect(outs.live.status).to.equal("active");
    expect(await calendars()).to.deep.equal(["LeedsCardiologyA@nhs.net"]);
    expect(await creations()).to.equal(1);
  });

  it("is looked for by the next run where the run ended in it [CRE-2]", async () => {
    tenant = await testTenant({ settings: SETTINGS });
    await tenant.fault({ operation: "bookingBusiness.create", kind: "cut-after" });
    const dying = tenant.handler({ sleep: () => Promise.reject(new Error("the process died")) });
    expect(await failureOf(dying.create(tenant.inputs("A")))).to.include({ code: "creation-unconfirmed" });
    await handler().create(tenant.inputs("A"));
    expect(await calendars()).to.deep.equal(["LeedsCardiologyA@nhs.net"]);
    expect(await creations()).to.equal(1);
  });

  it("is awaited by the next run where the engine was gone before its record was kept [CRE-2]", async () => {
    tenant = await testTenant({ settings: SETTINGS });
    let isWanted = true;
    const orphan = tenant.handler({ stillWanted: () => isWanted });
    await tenant.fault({ operation: "bookingBusiness.create", kind: "hold-after" });
    const creating = failureOf(orphan.create(tenant.inputs("A")));
    while (((await tenant.admin("GET", "held")) as { held: object | null }).held === null) await turn();
    isWanted = false;
    await tenant.admin("DELETE", "held");
    await creating;
    const { outs } = await handler().create(tenant.inputs("A"));
    expect(outs.live.status).to.equal("active");
    expect(await calendars()).to.deep.equal(["LeedsCardiologyA@nhs.net"]);
    expect(await creations()).to.equal(1);
  });

  it("is left to a later run where it does not show for long, and settled there [CRE-2]", async () => {
    tenant = await testTenant({ settings: SETTINGS });
    tenant.env["BOOKINGS_CREATION_WAIT"] = "20";
    await tenant.fault({ operation: "bookingBusiness.create", kind: "cut-after" });
    const failure = await failureOf(handler().create(tenant.inputs("A")));
    expect(failure).to.include({ code: "creation-unconfirmed" });
    await tenant.admin("POST", "clock", { advance: "60s" });
    await handler().create(tenant.inputs("A"));
    expect(await calendars()).to.deep.equal(["LeedsCardiologyA@nhs.net"]);
    expect(await creations()).to.equal(1);
  });

  it("does not begin while the list of calendars cannot be read [DEL-5]", async () => {
    tenant = await testTenant();
    await tenant.fault({ operation: "bookingBusiness.list", kind: "500", times: 50 });
    const { message } = await failureOf(handler().create(tenant.inputs("A")));
    expect(message).to.contain("GET /solutions/bookingBusinesses: 500");
    expect(await creations()).to.equal(0);
  });

  for (const others of [499, 500]) {
    const does = others < 500 ? "begins" : "does not begin";
    it(`${does} where ${others} other calendars have its name in theirs, as a list tells 500 at most [DEL-5]`, async () => {
      const name = (index: number) => `OldLeedsCardiologyA${index}`;
      const calendars = Array.from({ length: others }, (_, index) => ({ displayName: name(index) }));
      tenant = await testTenant();
      await tenant.admin("POST", "seed", { calendars });
      const outcome = handler().create(tenant.inputs("A"));
      if (others < 500) expect((await outcome).outs.live.status).to.equal("active");
      else expect((await failureOf(outcome)).message).to.contain("may be cut");
      expect(await creations()).to.equal(others < 500 ? 1 : 0);
    });
  }

  it("does not begin at an address that an account in the directory has [CRE-2]", async () => {
    tenant = await testTenant({
      seed: {
        organisations: [{ shortName: "Leeds", operator: "svc.leeds.bookings@nhs.net" }],
        users: [
          {
            address: "LeedsCardiologyA@nhs.net",
            displayName: "Old shared mailbox",
            organisation: "Leeds",
            mailbox: "shared",
          },
          { address: "amy.shah@nhs.net", displayName: "Amy", organisation: "Leeds", mailbox: "user" },
          { address: "bob.jones@nhs.net", displayName: "Bob", organisation: "Leeds", mailbox: "user" },
        ],
      },
    });
    const failure = await failureOf(handler().create(tenant.inputs("A")));
    expect(failure).to.include({ code: "address-in-use" });
    expect(failure.message).to.contain("Old shared mailbox");
    expect(await creations()).to.equal(0);
  });
});
