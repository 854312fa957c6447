/** What operations of the directory cost, where it is not 1. */
const units: Readonly<Record<string, number>> = {
  "user.list": 2,
  "subscribedSku.list": 3,
  "group.listMembers": 3,
  "licenseDetails.list": 2,
};

/** What counts of an operation, as far as limits go. */
export interface MeteredOperation {
  readonly name: string;
  readonly method: string;
  readonly workload: string;
}

/** Resource units of a request to the directory; a selection makes reading cheaper. */
export function resourceUnits(operation: MeteredOperation, selects: boolean): number {
  const cost = units[operation.name] ?? 1;
  return selects && operation.method === "GET" ? Math.max(1, cost - 1) : cost;
}
