import type { Operation } from "../graph/operation";

/** What operations of the directory cost, where it is not 1. */
const units: Readonly<Record<string, number>> = {
  "user.list": 2,
  "subscribedSku.list": 3,
  "group.listMembers": 3,
  "licenseDetails.list": 2,
};

/** Resource units of a request to the directory; a selection makes reading cheaper. */
export function resourceUnits(operation: Operation, selects: boolean): number {
  const cost = units[operation.name] ?? 1;
  return selects && operation.method === "GET" ? Math.max(1, cost - 1) : cost;
}
