import { expect } from "chai";
import { GraphError } from "../../src/graph/graph-error";
import { lookAtGroup } from "../../src/tenant/groups";
import { failureOf } from "../providers/failure-of";
import { batchOf, fakeGraph } from "./fake-graph";

const ID = "00000000-0000-4000-8000-000000000001";
const GROUP = { id: ID, displayName: "LeedsVirtualVisits", description: "", securityEnabled: true };

/** Looks at a group of no people that Graph shows so. */
function look(group: unknown) {
  const { graph } = fakeGraph((request) =>
    batchOf(request, ({ url }) => ({ status: 200, body: url.includes("/members") ? { value: [] } : group })),
  );
  return lookAtGroup(graph, { organisationAttribute: "companyName" }, ID);
}

describe("a group whose answer leaves something out", () => {
  it("has licences that are told, also none [POL-3]", async () => {
    expect((await look({ ...GROUP, assignedLicenses: [] }))?.group.licences).to.deep.equal([]);
    const skuId = "6FD2C87F-B296-42F0-B197-1E91E994B900";
    expect(
      (await look({ ...GROUP, assignedLicenses: [{ skuId, disabledPlans: [] }] }))?.group.licences,
    ).to.deep.equal([{ skuId: skuId.toLowerCase(), disabledPlans: [] }]);
  });

  for (const [what, group] of [
    ["its licences are not told", GROUP],
    ["its licences are null", { ...GROUP, assignedLicenses: null }],
    ["it has no id", { ...GROUP, id: undefined, assignedLicenses: [] }],
    ["it is a list", { value: [] }],
  ] as const)
    it(`is unreadable where ${what}: neither absent nor without licences [POL-2] [POL-3]`, async () => {
      const error = await failureOf(look(group));
      expect(error).to.be.instanceOf(GraphError).and.to.include({ kind: "unavailable" });
    });
});
