import { findGroup } from "../directory/groups/find-group";
import { groups } from "../directory/groups/group";
import { groupSelection, presentGroup } from "../directory/groups/present-group";
import { assertInScope } from "../directory/roles/assert-in-scope";
import type { Operation } from "../graph/operation";
import { dependencyProblem } from "./licence-problem";
import { queueLicences } from "./queue-licences";
import { readLicenceChange, refused } from "./read-licence-change";

/** POST /groups/{group}/assignLicense: accepted; its members have it later. */
export const assignToGroup: Operation = {
  name: "group.assignLicense",
  method: "POST",
  path: "/groups/{group}/assignLicense",
  workload: "directory",
  run: (call) => {
    const group = findGroup(call, call.param("group"));
    assertInScope(call, "group.assignLicense", group.id);
    const { add, remove } = readLicenceChange(call);
    if (!group.securityEnabled)
      throw refused("License cannot be assigned to a group that is not security enabled.");
    const missing = remove.find((skuId) => !group.assignedLicenses.some((one) => one.skuId === skuId));
    if (missing !== undefined) throw refused("Group does not have a corresponding license.");
    for (const wanted of add) {
      // What a member has beside it is not known yet: that is told of each member, when it is processed.
      const problem =
        call.world.settings.lonePlan === "refused" ? dependencyProblem(call.world, wanted, []) : undefined;
      if (problem) throw refused(problem.message);
    }
    const gone = new Set([...remove, ...add.map((one) => one.skuId)]);
    const assignedLicenses = [...group.assignedLicenses.filter((one) => !gone.has(one.skuId)), ...add];
    const kept = call.of(groups).put({ ...group, assignedLicenses, wasLicensed: true });
    if (gone.size > 0) queueLicences(call.world, group.id);
    const body = presentGroup(call, kept, groupSelection(call));
    return { status: 202, body: { "@odata.context": call.context("groups/$entity"), ...body } };
  },
};
