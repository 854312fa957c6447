import { type Sandbox, type SandboxOptions, startSandbox as start } from "../../../sandbox/start";

/** Lists in one page and plain queries, so that a test of something else reads what it is about in one request. */
const plain = {
  bookingsPaging: "none",
  directoryPaging: "pages",
  memberQueries: "plain",
  batchOrder: "any",
  customersInLists: true,
  deletionRole: "none",
} as const;

/** A sandbox in which each of those settings stands in its plain position unless a test says otherwise. */
export function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  return start({ ...options, settings: { ...plain, ...options.settings } });
}
