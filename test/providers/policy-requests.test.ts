import { expect } from "chai";
import type { PolicyContext } from "../../providers/user-policy/context";
import { userPolicyHandler } from "../../providers/user-policy/handler";
import type { PolicyPartlyDone } from "../../providers/user-policy/record";
import { type PolicyTenant, person, policyTenant } from "./policy-tenant";

const PEOPLE = 2000;

/** The least that Graph allows: fifteen people in a question, twenty in an addition, twenty of either in a request. */
const LEAST =
  Math.ceil(Math.ceil(PEOPLE / 15) / 20) + // who they are
  Math.ceil(Math.ceil(PEOPLE / 20) / 20) + // putting them on
  Math.ceil(PEOPLE / 999) + // looking what became of them
  4; // unit and licences together, its groups, making the group, its licence; signing in is not counted

describe("requests of a policy of 2,000 people", function () {
  this.timeout(240_000);
  let tenant: PolicyTenant;
  const names = Array.from({ length: PEOPLE }, (_, i) => `person.${i}`);
  beforeEach(async () => {
    tenant = await policyTenant(
      names.map((name) => person(name)),
      { settings: { throttling: true, directoryPaging: "pages" } },
    );
  });
  afterEach(() => tenant.close());

  it("are within a tenth of the least, throttling or not; a second run asks a handful and writes nothing [POL-1]", async () => {
    const context = tenant.context();
    const handler = userPolicyHandler(() => context);
    const { counters } = context.writer("Leeds");
    const wish = tenant.policy(names);
    const { id, outs } = await handler.create(wish);
    expect(Object.keys(outs.users)).to.have.length(PEOPLE);
    expect(counters.http).to.be.at.most(Math.floor(LEAST * 1.1));
    await tenant.clearLog();
    expect(await handler.diff(id, (await handler.read(id, outs)).props, wish)).to.include({ changes: false });
    const asked = await tenant.log();
    expect(asked.filter(({ effect }) => effect === "write")).to.deep.equal([]);
    expect(context.reader("Leeds").counters.http).to.be.at.most(Math.ceil(PEOPLE / 999));
  });

  it("are continued after an interruption in the middle: no one is added twice [POL-1]", async () => {
    const wish = tenant.policy(names);
    const additions = async (): Promise<number> =>
      (await tenant.log("?limit=5000")).filter(
        ({ operation, effect }) => operation === "group.update" && effect === "write",
      ).length;
    // twelve requests find the people and make the group with its licence: the next ones put them on
    const context: PolicyContext = tenant.context({
      stillWanted: () => context.writer("Leeds").counters.http < 14,
    });
    const cut = (await userPolicyHandler(() => context)
      .create(wish)
      .catch((error: unknown) => error)) as PolicyPartlyDone;
    expect(cut.properties.live.processing).to.equal(true);
    const before = await additions();
    await tenant.clearLog();
    const { outs } = await tenant.policies().update(cut.id, cut.properties, wish);
    expect(Object.keys(outs.users)).to.have.length(PEOPLE);
    expect(before).to.be.within(1, PEOPLE / 20 - 1);
    expect(before + (await additions()), "additions of twenty, by both runs").to.equal(PEOPLE / 20);
  });
});
