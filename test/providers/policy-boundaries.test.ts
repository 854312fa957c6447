import { expect } from "chai";
import fc from "fast-check";
import { type PolicyInputs, type PolicyRecord, switchesOf } from "../../src/model/policy-fields";
import { failureOf } from "./failure-of";
import { type PolicyTenant, person, policyTenant } from "./policy-tenant";

const HULL_MARK = "managed from git: hull/hullvirtualvisits";
const EAST_MARK = "managed from git: leedseast/leedseastvisits";

describe("an organisation's policies, with a token that could do more", function () {
  this.timeout(60_000);
  let tenant: PolicyTenant;
  let id: string;
  let record: PolicyRecord;
  let others: Map<string, string>;

  before(async () => {
    const organisations = ["Leeds", "Hull", "LeedsEast"].map((shortName) => ({ shortName }));
    const groups = [
      { displayName: "HullVirtualVisits", description: HULL_MARK, organisation: "Hull" },
      { displayName: "Somebodys", organisation: "Hull", members: ["hal@nhs.net"] },
      { displayName: "LeedsEastVisits", description: EAST_MARK, organisation: "LeedsEast" },
      // its name is ours, and it is in no unit at all
      { displayName: "LeedsVirtualVisits" },
    ];
    const people = [person("amy"), person("bob"), person("hal", undefined, "Hull")];
    tenant = await policyTenant(people, { seed: { organisations, groups } as never });
    tenant.changeIdentities((identities) => {
      const everywhere = { kind: "secret", ...tenant.sandbox.identities.directoryOperator };
      return { ...identities, directoryOperators: { leeds: everywhere, hull: everywhere } };
    });
    others = new Map((await tenant.groups()).map((group) => [group.displayName, group.id]));
    const made = await tenant.policies().create(tenant.policy(["amy"]));
    id = made.id;
    record = made.outs;
  });
  beforeEach(() => tenant.clearLog());
  after(() => tenant.close());

  const writes = () => tenant.log("?effect=write");
  const idOf = (name: string): string => others.get(name) ?? "";
  const hull = (change: Partial<PolicyInputs> = {}): PolicyInputs =>
    tenant.policy([], {
      organisation: "Hull",
      directoryName: "Hull",
      displayName: "HullVirtualVisits",
      ...change,
    });

  it("could change those of others, were it let", async () => {
    const writer = tenant.context().writer("Leeds");
    const path = `/groups/${idOf("Somebodys")}`;
    await writer.send({ method: "PATCH", path, body: { description: "of Hull" } });
    expect((await writes()).map(({ status }) => status)).to.deep.equal([204]);
  });

  for (const name of ["HullVirtualVisits", "Somebodys", "LeedsEastVisits", "LeedsVirtualVisits"]) {
    it(`neither changes nor ends the group ${name} where an edited state or a spec says that it is ours [OPS-6]`, async () => {
      const group = idOf(name);
      expect(group).not.to.equal("");
      const edited = { ...record, live: { ...record.live, group } };
      const wish = tenant.policy(["amy", "bob"]);
      const deletion = { confirm: wish.displayName, reason: "x" };
      const adopt = { group, complete: true };
      for (const attempt of [
        () => tenant.policies().update(id, edited, wish),
        () => tenant.policies().create({ ...wish, adopt }),
        () => tenant.policies().update(id, { ...edited, adopt }, { ...wish, adopt }),
      ]) {
        expect(await failureOf(attempt())).to.include({ code: "group-not-ours" });
      }
      const ended = { ...wish, users: {}, status: "deleted" as const, deletion };
      expect(await failureOf(tenant.policies().update(id, edited, ended))).to.include({
        code: "group-not-ours",
      });
      expect(await failureOf(tenant.policies().delete(id, edited))).to.include({
        code: "policy-delete-locked",
      });
      expect(await writes()).to.deep.equal([]);
    });
  }

  it("looks at and changes one organisation in one run, whichever comes first [OPS-6]", async () => {
    const handler = tenant.policies();
    await handler.read(id, record);
    await tenant.clearLog();
    const edited = { ...record, ...hull(), live: { ...record.live, group: idOf("HullVirtualVisits") } };
    for (const attempt of [
      () => handler.read(id, edited),
      () => handler.update(id, edited, hull()),
      () => handler.create(hull()),
    ]) {
      expect(await failureOf(attempt())).to.include({ code: "another-organisation" });
    }
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("uses its own unit, and not one whose name goes on where ours ends [OPS-6]", async () => {
    await tenant.policies().create(tenant.policy(["amy"], { policyName: "Two", displayName: "LeedsTwo" }));
    const paths = (await writes()).map(({ path }) => path);
    const units = paths.filter((path) => path.includes("/administrativeUnits/"));
    const { body } = (await tenant.edit(
      "GET",
      "/directory/administrativeUnits?$filter=displayName eq 'LeedsEast'",
    )) as never as { body: { value: { id: string }[] } };
    expect(units).to.have.length(1);
    expect(body.value).to.have.length(1);
    expect(units[0]).not.to.contain(body.value[0]?.id);
  });

  it("writes to no group but its own, whatever words of another's are put into record and wish [OPS-6]", async () => {
    const keys = ["organisation", "directoryName", "displayName", "policyName"] as const;
    const theirs: Partial<PolicyInputs> = { ...hull(), policyName: "Virtual Visits" };
    const from = (names: readonly (typeof keys)[number][]) =>
      Object.fromEntries(names.map((key) => [key, theirs[key]]));
    const words = fc.record({
      wish: fc.subarray([...keys]),
      kept: fc.subarray([...keys]),
      group: fc.constantFrom(id, ...others.values()),
      adopts: fc.boolean(),
      status: fc.constantFrom("active" as const, "retiring" as const, "missing" as const),
      ends: fc.boolean(),
      users: fc.subarray(["amy@nhs.net", "bob@nhs.net", "hal@nhs.net"]),
      verb: fc.constantFrom("create" as const, "update" as const, "read" as const, "delete" as const),
    });
    const ofOthers = new Set(others.values());
    await fc.assert(
      fc.asyncProperty(words, async ({ wish, kept, group, adopts, status, ends, users, verb }) => {
        const adopt = adopts ? { adopt: { group, complete: true } } : {};
        const inputs: PolicyInputs = {
          ...tenant.policy([]),
          users: switchesOf(users),
          ...adopt,
          ...from(wish),
          ...(ends && {
            status: "deleted",
            users: {},
            deletion: { confirm: "LeedsVirtualVisits", reason: "x" },
          }),
        };
        const edited = { ...record, ...adopt, ...from(kept), live: { ...record.live, group, status } };
        const handler = tenant.policies({ organisation: "leeds" });
        const attempts = {
          create: () => handler.create(inputs),
          update: () => handler.update(id, edited, inputs),
          read: () => handler.read(id, edited),
          delete: () => handler.delete(id, edited),
        };
        await attempts[verb]().catch(() => undefined);
        const strayed = (await writes()).filter(({ path }) =>
          [...ofOthers].some((one) => path.includes(one)),
        );
        expect(strayed).to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
    const there = (await tenant.groups()).map((one) => one.id);
    expect(there).to.include.members([...ofOthers]);
  });
});
