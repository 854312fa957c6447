import { expect } from "chai";
import type { CalendarRecord } from "../../src/model/calendar-record";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const SIGNS_IN_AS = "svc-leeds@nhsnet.onmicrosoft.com";
const GETS_MAIL_AT = "svc.leeds.bookings@nhs.net";

/** A tenant whose operator of Leeds signs in by one name and is on calendars by another; the identities file has `address`. */
async function tenantOf(
  address: string,
  users: readonly { address: string; mail: string }[] = [],
): Promise<TestTenant> {
  const person = (name: string) => ({ address: `${name}@nhs.net`, organisation: "Leeds" });
  const tenant = await testTenant({
    seed: {
      organisations: [
        { shortName: "Leeds", operator: SIGNS_IN_AS },
        { shortName: "Hull", operator: "svc.hull.bookings@nhs.net" },
      ],
      users: [
        {
          address: SIGNS_IN_AS,
          mail: GETS_MAIL_AT,
          organisation: "Leeds",
          mailbox: "user",
          licences: [{ sku: "ENTERPRISEPACK" }],
        },
        ...["amy.shah", "bob.jones", "cat.lee"].map(person),
        ...users,
      ],
    },
  });
  tenant.changeIdentities(({ calendarOperators: { leeds, ...others }, ...file }) => ({
    ...file,
    calendarOperators: { leeds: { ...leeds, address }, ...others },
  }));
  return tenant;
}

describe("an operator that signs in by another name than it gets mail at", () => {
  let tenant: TestTenant;

  afterEach(() => tenant.close());

  for (const address of [GETS_MAIL_AT, SIGNS_IN_AS]) {
    it(`creates, reads, changes and deletes its calendars, with ${address} on file [OPS-6]`, async () => {
      tenant = await tenantOf(address);
      const inputs = tenant.inputs("A");
      const { id, outs } = await tenant.handler().create(inputs);
      const staff = async () => (await tenant.calendar(inputs.address))?.staff.map((one) => one.address);
      expect(await staff()).to.have.members([...Object.keys(inputs.members), GETS_MAIL_AT]);

      const { props } = await tenant.handler().read(id, outs);
      expect(props.members).to.deep.equal(inputs.members);
      expect((props as CalendarRecord).live)
        .to.include({ served: true })
        .and.not.to.have.property("operatorLost");

      const phone = "+44 113 496 0001";
      const wanted = {
        ...inputs,
        phone,
        members: { ...inputs.members, "cat.lee@nhs.net": "admin" as const },
      };
      const updated = await tenant.handler().update(id, props, wanted);
      expect((await tenant.calendar(inputs.address))?.phone).to.equal(phone);
      expect(await staff()).to.have.members([...Object.keys(wanted.members), GETS_MAIL_AT]);

      const deletion = { confirm: inputs.address, reason: "moved" };
      tenant.changeIdentities(({ observer, calendarOperators }) => ({ observer, calendarOperators }));
      const closed = await failureOf(
        tenant.handler().update(id, updated.outs, { ...wanted, status: "deleted", deletion }),
      );
      expect(closed).to.include({ code: "awaiting-removal" });
      expect(await staff()).to.deep.equal([GETS_MAIL_AT]);
    });
  }

  it("is known as taken off the staff also by its other name", async () => {
    tenant = await tenantOf(SIGNS_IN_AS);
    const inputs = tenant.inputs("A");
    const { id, outs } = await tenant.handler().create(inputs);
    const path = `/solutions/bookingBusinesses/${id}/staffMembers`;
    const { value } = (await tenant.edit("GET", path)).body as {
      value: { id: string; emailAddress: string }[];
    };
    const row = value.find(({ emailAddress }) => emailAddress === GETS_MAIL_AT);
    await tenant.edit("DELETE", `${path}/${row?.id}`);
    const { props } = await tenant.handler().read(id, outs);
    expect((props as CalendarRecord).live).to.include({ operatorLost: true });
  });

  it("is refused where another account has that address as well, or the directory cannot say", async () => {
    tenant = await tenantOf(GETS_MAIL_AT, [{ address: "x@nhs.net", mail: GETS_MAIL_AT }]);
    expect(await failureOf(tenant.handler().create(tenant.inputs("A")))).to.include({
      code: "foreign-operator",
    });
    await tenant.fault({ operation: "user.list", kind: "500", times: 100 });
    const unknown = await failureOf(tenant.handler().create(tenant.inputs("A")));
    expect(unknown).not.to.include({ code: "foreign-operator" });
    expect((await tenant.log()).filter(({ effect }) => effect !== "none")).to.deep.equal([]);
  });
});
