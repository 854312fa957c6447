import { expect } from "chai";
import type { BookingCalendarHandler } from "../../providers/booking-calendar/handler";
import { LOADING_TEXT, type PartlyDone } from "../../providers/booking-calendar/record/partly-done";
import type { CalendarRecord } from "../../src/model/calendar-record";
import { failureOf } from "./failure-of";
import { onlyFor } from "./only-for";
import { type Logged, type TestTenant, testTenant } from "./sandbox-tenant";

describe("creating a calendar", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  afterEach(() => tenant.close());

  it("makes it with mark, reply address, phone, admins and viewers, unpublished [CRE-1] [NAM-1]", async () => {
    tenant = await testTenant();
    const inputs = tenant.inputs("Heart Failure");
    const { id, outs } = await tenant.handler().create(inputs);
    expect(id).to.equal("LeedsCardiologyHeartFailure@nhs.net");
    const live = await tenant.calendar(id);
    expect(live).to.include({
      displayName: "LeedsCardiologyHeartFailure",
      email: "amy.shah@nhs.net",
      phone: "+44 113 496 0000",
      businessType: "managed from git: leeds/leedscardiologyheartfailure",
      isPublished: false,
    });
    expect(live?.services).to.deep.equal([]);
    expect(live?.staff.map((one) => [one.address, one.role, one.status])).to.deep.equal([
      ["amy.shah@nhs.net", "administrator", "pendingAcceptance"],
      ["bob.jones@nhs.net", "teamMember", "pendingAcceptance"],
      ["svc.leeds.bookings@nhs.net", "administrator", "active"],
    ]);
    expect(live?.staff[0]?.displayName).to.equal("AMY SHAH");
    expect(outs.members).to.deep.equal(inputs.members);
    expect(outs.live).to.include({
      status: "active",
      marker: "ours",
      operator: "svc.leeds.bookings@nhs.net",
    });
    expect(outs.live.staff["bob.jones@nhs.net"]?.status).to.equal("pendingAcceptance");
    expect(outs.live.unseen).to.equal(undefined);
  });

  it("adds the online starter service where the tenant asks for it [CRE-3]", async () => {
    tenant = await testTenant();
    const { id, outs } = await tenant.handler().create(tenant.inputs("A", { starterService: true }));
    expect((await tenant.calendar(id))?.services).to.have.length(1);
    expect(outs.live.starterOwed).to.equal(undefined);
  });

  it("adds every admin before any viewer [USR-2]", async () => {
    tenant = await testTenant();
    await tenant.handler().create(
      tenant.inputs("A", {
        members: {
          "bob.jones@nhs.net": "viewer",
          "cat.lee@nhs.net": "viewer",
          "dan.fox@nhs.net": "admin",
          "eve.wood@nhs.net": "viewer",
          "fay.hill@nhs.net": "admin",
          "gus.moor@nhs.net": "viewer",
        },
      }),
    );
    const { staff } = (await tenant.calendar("LeedsCardiologyA@nhs.net")) ?? { staff: [] };
    expect(staff).to.have.length(7);
    const writes = await tenant.log("?effect=write");
    expect(writes.map((one) => one.operation)).to.deep.equal([
      "bookingBusiness.create",
      ...Array(6).fill("staffMember.create"),
    ]);
  });

  for (const memberRoleWord of ["member", "teamMember"] as const) {
    for (const invalidBody of ["unknownError", "badRequest"] as const) {
      it(`works where Graph says ${memberRoleWord} and refuses the other word with ${invalidBody} [USR-9]`, async () => {
        tenant = await testTenant({ settings: { memberRoleWord, invalidBody } });
        const handler = tenant.handler();
        await handler.create(tenant.inputs("A"));
        await tenant.clearLog();
        const { outs } = await handler.create(tenant.inputs("B"));
        expect(outs.members["bob.jones@nhs.net"]).to.equal("viewer");
        const refused = (await tenant.log()).filter(
          (one) => one.operation === "staffMember.create" && one.status >= 400,
        );
        expect(refused, "the word is remembered").to.deep.equal([]);
      });

      it(`costs one addition at most in a whole run that says ${memberRoleWord}, and none in the next (${invalidBody}) [USR-9]`, async () => {
        tenant = await testTenant({ settings: { memberRoleWord, invalidBody } });
        const viewers = Object.fromEntries(
          ["bob.jones", "cat.lee", "dan.fox"].map((name) => [`${name}@nhs.net`, "viewer" as const]),
        );
        const members = { "amy.shah@nhs.net": "admin" as const, ...viewers };
        const make = (handler: BookingCalendarHandler, ...clinics: string[]) =>
          Promise.all(clinics.map((clinic) => handler.create(tenant.inputs(clinic, { members }))));
        const refused = async () =>
          (await tenant.log()).filter(
            ({ operation, status }) => operation === "staffMember.create" && status >= 400,
          );
        const [first] = await make(tenant.handler(), "A", "B", "C");
        expect(Object.values(first?.outs.members ?? {})).to.deep.equal([
          "admin",
          "viewer",
          "viewer",
          "viewer",
        ]);
        expect(await refused()).to.have.length(memberRoleWord === "member" ? 0 : 1);
        await tenant.clearLog();
        const next = tenant.handler();
        await next.read(first?.id ?? "", first?.outs);
        await make(next, "D");
        expect(await refused(), "readings show the word").to.deep.equal([]);
      });
    }
  }

  for (const creatorBecomesStaff of [true, false]) {
    it(`puts the operator on the staff once, where the maker ${creatorBecomesStaff ? "is" : "is not"} put there [USR-2]`, async () => {
      tenant = await testTenant({ settings: { creatorBecomesStaff } });
      const handler = tenant.handler();
      for (const clinic of ["A", "B"]) {
        const { id, outs } = await handler.create(tenant.inputs(clinic));
        const rows = (await tenant.calendar(id))?.staff.map((one) => one.address) ?? [];
        expect(rows).to.deep.equal(["amy.shah@nhs.net", "bob.jones@nhs.net", "svc.leeds.bookings@nhs.net"]);
        expect(outs.members).to.not.have.property("svc.leeds.bookings@nhs.net");
      }
    });
  }

  for (const batch of [true, false]) {
    it(`works where Bookings ${batch ? "takes" : "does not take"} part in batches`, async () => {
      tenant = await testTenant({ settings: { batch } });
      const handler = tenant.handler();
      const made = await Promise.all(["A", "B", "C"].map((clinic) => handler.create(tenant.inputs(clinic))));
      for (const { id, outs } of made) {
        expect(Object.keys(outs.members)).to.have.length(2);
        expect((await tenant.calendar(id))?.staff).to.have.length(3);
      }
    });
  }

  it("writes the mark afterwards where Graph drops it at creation", async () => {
    tenant = await testTenant({ settings: { markerOnCreate: "drop" } });
    const { id, outs } = await tenant.handler().create(tenant.inputs("A"));
    expect(outs.live.marker).to.equal("ours");
    expect((await tenant.calendar(id))?.businessType).to.equal("managed from git: leeds/leedscardiologya");
  });

  it("waits for a mailbox that appears late", async () => {
    tenant = await testTenant({ settings: { mailboxDelay: "short" } });
    const { outs } = await tenant.handler({}).create(tenant.inputs("A"));
    expect(Object.keys(outs.members)).to.have.length(2);
  });

  it("adds and removes more people than a batch takes, in order [USR-2]", async () => {
    tenant = await testTenant();
    const many = Array.from(
      { length: 60 },
      (_, i) => [`person.${i}@nhs.net`, i < 25 ? "admin" : "viewer"] as const,
    );
    const inputs = tenant.inputs("A", { members: Object.fromEntries(many) });
    const { id, outs } = await tenant.handler().create(inputs);
    expect(outs.members).to.deep.equal(inputs.members);
    const few = tenant.inputs("A", { members: Object.fromEntries(many.slice(24, 27)) });
    const after = await tenant.handler().update(id, outs, few);
    expect(after.outs.members).to.deep.equal(few.members);
    expect((await tenant.calendar(id))?.staff).to.have.length(4);
  });

  for (const addressCase of ["asNamed", "lower"] as const) {
    it(`takes an address for the computed one in any case (${addressCase}) [NAM-1]`, async () => {
      tenant = await testTenant({ settings: { addressCase } });
      const { id, outs } = await tenant.handler().create(tenant.inputs("A"));
      expect(id.toLowerCase()).to.equal("leedscardiologya@nhs.net");
      const { props } = await tenant.handler().read(id, outs);
      expect((await tenant.handler().diff(id, props, tenant.inputs("A"))).changes).to.equal(false);
    });
  }

  it("refuses a calendar that is someone's and touches nothing [CRE-2]", async () => {
    tenant = await testTenant();
    await tenant.edit("POST", "/solutions/bookingBusinesses", { displayName: "LeedsCardiologyA" });
    await tenant.clearLog();
    const failure = await failureOf(tenant.handler().create(tenant.inputs("A")));
    expect(failure).to.include({ code: "calendar-not-ours" });
    expect(failure).to.not.have.property("id");
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });

  it("refuses a calendar that carries another organisation's mark [OPS-6]", async () => {
    tenant = await testTenant();
    await tenant.edit("POST", "/solutions/bookingBusinesses", {
      displayName: "LeedsCardiologyA",
      businessType: "managed from git: hull/leedscardiologya",
    });
    expect(await failureOf(tenant.handler().create(tenant.inputs("A")))).to.include({
      code: "calendar-not-ours",
    });
  });

  for (const duplicateName of ["conflict", "suffix"] as const) {
    it(`completes its own calendar of a run that died before any of its calls (${duplicateName}) [CRE-2]`, async () => {
      tenant = await testTenant({ settings: { duplicateName } });
      let died = true;
      for (let calls = 1; died; calls += 1) {
        const inputs = tenant.inputs(`No ${calls}`, { starterService: true });
        const dying = tenant.handler({ stillWanted: onlyFor(calls) });
        const failure = (await failureOf(dying.create(inputs)).catch(() => undefined)) as
          | PartlyDone
          | undefined;
        died = failure !== undefined;
        if (failure) {
          expect(failure.code).to.equal("engine-gone");
        }
        const next = tenant.handler();
        const { outs } = failure?.id
          ? await next.update(failure.id, failure.properties, inputs)
          : await next.create(inputs);
        expect(outs.members, String(calls)).to.deep.equal(inputs.members);
        expect((await tenant.calendar(inputs.address))?.services, String(calls)).to.have.length(1);
        const { calendars } = (await tenant.admin("GET", "snapshot")) as { calendars: unknown[] };
        expect(calendars).to.have.length(calls);
      }
    });
  }

  for (const kind of ["cut-before", "cut-after", "500", "503", "504"]) {
    it(`looks before it repeats when the answer to the creation is lost (${kind}) [CRE-2]`, async () => {
      tenant = await testTenant();
      await tenant.fault({ operation: "bookingBusiness.create", kind });
      const first = await tenant
        .handler()
        .create(tenant.inputs("A"))
        .catch((error: unknown) => error);
      // what did not happen is not sent again by the same run, but by the next one
      const wasMade = kind === "cut-after";
      if (!wasMade) expect(first).to.include({ code: "creation-unconfirmed" });
      const { outs } = wasMade
        ? (first as { outs: CalendarRecord })
        : await tenant.handler().create(tenant.inputs("A"));
      expect(Object.keys(outs.members)).to.have.length(2);
      const made = (await tenant.log()).filter(
        (one) => one.operation === "bookingBusiness.create" && one.effect === "write",
      );
      expect(made).to.have.length(1);
      const { calendars } = (await tenant.admin("GET", "snapshot")) as { calendars: unknown[] };
      expect(calendars).to.have.length(1);
    });
  }

  it("refuses and explains when the answer is lost and Graph has dropped the mark [CRE-2]", async () => {
    tenant = await testTenant({ settings: { markerOnCreate: "drop" } });
    await tenant.fault({ operation: "bookingBusiness.create", kind: "cut-after" });
    const failure = await failureOf(tenant.handler().create(tenant.inputs("A")));
    expect(failure).to.include({ code: "lost-answer-without-marker" });
    const { staff } = (await tenant.calendar("LeedsCardiologyA@nhs.net")) ?? {};
    expect(staff).to.have.length(1);
  });

  for (const kind of ["cut-before", "cut-after", "500", "503", "504", "429"]) {
    it(`adds no one twice when the answer to adding is lost (${kind}) [USR-8]`, async () => {
      tenant = await testTenant();
      await tenant.fault({ operation: "staffMember.create", kind, nth: 2 });
      const { id, outs } = await tenant.handler().create(tenant.inputs("A"));
      expect(Object.keys(outs.members)).to.have.length(2);
      expect((await tenant.calendar(id))?.staff).to.have.length(3);
    });
  }

  it("keeps another address than computed on record, adds no one, deletes nothing, and stops [NAM-3]", async () => {
    tenant = await testTenant({ settings: { mailboxDomain: "initialDomain" } });
    const handler = tenant.handler();
    const results = await Promise.allSettled(
      ["A", "B", "C", "D"].map((clinic) => handler.create(tenant.inputs(clinic))),
    );
    const reasons = results.map((one) =>
      one.status === "rejected" ? (one.reason as PartlyDone) : undefined,
    );
    const codes = reasons.map((one) => one?.code).sort();
    expect(codes).to.deep.equal([
      "creates-stopped",
      "creates-stopped",
      "creates-stopped",
      "other-address-given",
    ]);
    const half = reasons.find((one) => one?.code === "other-address-given");
    expect(half?.id).to.match(/@nhsnet\.onmicrosoft\.com$/);
    expect(half?.properties.live).to.include({ status: "half-made", actualAddress: half?.id });
    const writes = await tenant.log("?effect=write");
    expect(writes.map((one) => one.operation)).to.deep.equal(["bookingBusiness.create"]);
    const next = await failureOf(
      tenant.handler().update(half?.id ?? "", half?.properties, tenant.inputs("A")),
    );
    expect(next).to.include({ code: "half-made" });
  });

  it("makes no other calendar in later runs either, while one stands under a wrong address [NAM-3]", async () => {
    tenant = await testTenant({ settings: { mailboxDomain: "initialDomain" } });
    const half = (await failureOf(tenant.handler().create(tenant.inputs("A")))) as PartlyDone;
    const nextRun = tenant.handler();
    await nextRun.read(half.id, half.properties);
    expect(await failureOf(nextRun.create(tenant.inputs("B")))).to.include({ code: "creates-stopped" });
  });

  it("leaves in a half-done record the text that loads the handler, which the engine adds to whole ones only", async () => {
    tenant = await testTenant({ settings: { mailboxDomain: "initialDomain" } });
    const half = (await failureOf(tenant.handler().create(tenant.inputs("A")))) as PartlyDone;
    expect(half.properties.__provider).to.equal(LOADING_TEXT);
  });

  it("finds its own calendar under another address after an interruption, makes no second one [NAM-3] [CRE-2]", async () => {
    tenant = await testTenant({ settings: { mailboxDomain: "initialDomain" } });
    await tenant.fault({ operation: "bookingBusiness.create", kind: "cut-after" });
    const failure = await failureOf(tenant.handler().create(tenant.inputs("A")));
    expect(failure).to.include({ code: "other-address-given" });
    const { calendars } = (await tenant.admin("GET", "snapshot")) as { calendars: unknown[] };
    expect(calendars).to.have.length(1);
  });

  it("records what was done when someone cannot be added, and completes it with the next run [CRE-2]", async () => {
    tenant = await testTenant();
    await tenant.fault({ operation: "staffMember.create", kind: "cut-before", times: 100 });
    const inputs = tenant.inputs("A");
    const failure = (await failureOf(tenant.handler().create(inputs))) as PartlyDone;
    expect(failure).to.include({ code: "admins-not-added", id: "LeedsCardiologyA@nhs.net" });
    expect(failure.properties.members).to.deep.equal({});
    await tenant.admin("DELETE", "faults");
    const { outs } = await tenant.handler().update(failure.id, failure.properties, inputs);
    expect(outs.members).to.deep.equal(inputs.members);
  });

  it("signs in, compares the tenant, and asks nothing of another one [OPS-6]", async () => {
    tenant = await testTenant();
    const inputs = tenant.inputs("A", { tenantId: "00000000-0000-4000-8000-000000000000" });
    const handler = tenant.handler();
    expect(await failureOf(handler.create(inputs))).to.include({ code: "wrong-tenant" });
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("refuses an address that its names do not give, another organisation's above all [OPS-6] [NAM-1]", async () => {
    tenant = await testTenant();
    const address = "HullCardiologyA@nhs.net";
    const failure = await failureOf(tenant.handler().create(tenant.inputs("A", { address })));
    expect(failure).to.include({ code: "foreign-address" });
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("refuses another organisation's operator [OPS-6]", async () => {
    tenant = await testTenant();
    tenant.changeIdentities(({ observer, calendarOperators: { leeds, hull } }) => ({
      observer,
      calendarOperators: { leeds: { ...hull, address: leeds.address } },
    }));
    const failure = await failureOf(tenant.handler().create(tenant.inputs("A")));
    expect(failure).to.include({ code: "foreign-operator" });
    expect(failure.message).to.match(/svc.hull.bookings@nhs.net is not the calendar operator of Leeds/);
    // the one question is whose account the operator's address is of, and the observer asks it
    const log = await tenant.log();
    const isAnother = ({ who }: Logged) => /hull/i.test(who);
    const meant = ["batch", "user.list"];
    expect(log.filter((one) => !meant.includes(one.operation) || isAnother(one))).to.deep.equal([]);
  });

  it("says which identity is missing before it writes anything", async () => {
    tenant = await testTenant();
    tenant.changeIdentities(({ observer }) => ({ observer }));
    const failure = await failureOf(tenant.handler().create(tenant.inputs("A")));
    expect(failure).to.include({ code: "identity-missing" });
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("works without an observer: the operator looks as well", async () => {
    tenant = await testTenant();
    tenant.changeIdentities(({ calendarOperators }) => ({ calendarOperators }));
    const { id, outs } = await tenant.handler().create(tenant.inputs("A"));
    const { props } = await tenant.handler().read(id, outs);
    expect(props.members).to.deep.equal(tenant.inputs("A").members);
    await tenant.edit("DELETE", `/solutions/bookingBusinesses/${id}`);
    expect(await failureOf(tenant.handler().read(id, outs))).to.include({ code: "calendar-unreadable" });
  });

  it("makes nothing without an admin who is a person [USR-2]", async () => {
    tenant = await testTenant();
    for (const members of [
      {},
      { "bob.jones@nhs.net": "viewer" },
      { "svc.leeds.bookings@nhs.net": "admin" },
    ] as const) {
      expect(await failureOf(tenant.handler().create(tenant.inputs("A", { members })))).to.include({
        code: "no-admin",
      });
    }
    expect(await tenant.log()).to.deep.equal([]);
  });
});
