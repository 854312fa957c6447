import { graphFaults } from "../odata/faults-of-graph";
import type { GraphFault } from "../odata/graph-fault";

/** What Exchange says when a fifth request to a mailbox comes while four run. */
export function mailboxConcurrency(): GraphFault {
  return graphFaults.tooManyRequests("Application is over its MailboxConcurrency limit.", 1);
}
