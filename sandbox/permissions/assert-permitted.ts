import type { Operation } from "../graph/operation";
import type { Caller } from "../identity/caller";
import { graphFaults } from "../odata/faults-of-graph";
import { permissionTable } from "./permission-table";

/** Refuses a caller whose token does not carry a permission for the operation. */
export function assertPermitted(caller: Caller, operation: string, workload: Operation["workload"]): void {
  const row = permissionTable[operation];
  if (!row || caller.kind === "portal") return;
  if (row[caller.kind].some((permission) => caller.permissions.has(permission))) return;
  throw workload === "directory" ? graphFaults.insufficientPrivileges() : graphFaults.accessDenied();
}
