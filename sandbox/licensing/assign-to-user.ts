import { assertInScope } from "../directory/roles/assert-in-scope";
import { findUser } from "../directory/users/find-user";
import { presentUser, userSelection } from "../directory/users/present-user";
import type { AssignedLicence, User } from "../directory/users/user";
import type { Call } from "../graph/call";
import type { Operation } from "../graph/operation";
import { keepLicences } from "./keep-licences";
import { licenceProblem } from "./licence-problem";
import { queueUser } from "./queue-licences";
import { type LicenceChange, readLicenceChange, refused } from "./read-licence-change";

function assertRemovable(user: User, remove: readonly string[]): void {
  for (const skuId of remove) {
    if (user.assignedLicenses.some((one) => one.skuId === skuId)) continue;
    const inherited = (user.inherited ?? []).some((one) => one.skuId === skuId);
    throw refused(
      inherited
        ? "User license is inherited from a group membership and it cannot be removed directly from the user."
        : "User does not have a corresponding license.",
    );
  }
}

/** A user's direct assignments after the change; an assignment of the same licence is replaced whole. */
function changed(call: Call, user: User, { add, remove }: LicenceChange): AssignedLicence[] {
  const gone = new Set([...remove, ...add.map((one) => one.skuId)]);
  const direct = user.assignedLicenses.filter((one) => !gone.has(one.skuId));
  const inherited = (user.inherited ?? []).filter((one) => one.state === "Active");
  for (const wanted of add) {
    const problem = licenceProblem(call.world, user, wanted, [...direct, ...inherited]);
    if (problem) throw refused(problem.message);
    direct.push({ ...wanted, since: call.world.clock.iso() });
  }
  return direct;
}

/** POST /users/{user}/assignLicense */
export const assignToUser: Operation = {
  name: "user.assignLicense",
  method: "POST",
  path: "/users/{user}/assignLicense",
  workload: "directory",
  run: (call) => {
    const user = findUser(call, call.param("user"));
    assertInScope(call, "user.assignLicense", user.id);
    const change = readLicenceChange(call);
    assertRemovable(user, change.remove);
    if (change.add.length > 0 && user.usageLocation === null) {
      throw refused("License assignment cannot be done for user with invalid usage location.");
    }
    const kept = keepLicences(call.world, user, { assignedLicenses: changed(call, user, change) });
    const context = call.context("users/$entity");
    return {
      status: 200,
      body: { "@odata.context": context, ...presentUser(call, kept, userSelection(call)) },
    };
  },
};

/** POST /users/{user}/reprocessLicenseAssignment: groups' licences are looked at again. */
export const reprocessUser: Operation = {
  name: "user.reprocessLicenseAssignment",
  method: "POST",
  path: "/users/{user}/reprocessLicenseAssignment",
  workload: "directory",
  run: (call) => {
    const user = findUser(call, call.param("user"));
    assertInScope(call, "user.reprocessLicenseAssignment", user.id);
    queueUser(call.world, user.id);
    const body = presentUser(call, findUser(call, user.id), userSelection(call));
    return { status: 200, body: { "@odata.context": call.context("users/$entity"), ...body } };
  },
};
