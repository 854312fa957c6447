import type { GraphClient } from "../../src/graph/graph-client";
import type { Records } from "../../src/records/open-records";
import type { Turns } from "./turns";

/** What the handlers work with: everything outside comes in here. */
export interface PolicyContext {
  /** Who looks: the observer; where there is none, the organisation's directory operator. */
  reader(organisation: string): GraphClient;
  /** Who writes: the organisation's own directory operator. */
  writer(organisation: string): GraphClient;
  /** The tenant that the environment names, where it does: no sign-in is tried for a policy of another. */
  readonly tenantId: string | undefined;
  /** The frozen naming rule: the name of a policy's group. */
  groupName(organisation: string, policyName: string): string;
  /** Where everything that is done is noted. */
  readonly records: Records;
  /** One policy of an organisation at a time looks and changes; they wait for licences together. */
  readonly inTurn: Turns;
  readonly now: () => number;
  /** Waits while the directory works on licences. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Tells people how far it is. */
  readonly tell: (text: string) => void;
  /** How long a run waits for licences before it leaves the rest to the next one. */
  readonly patienceMs: number;
}
