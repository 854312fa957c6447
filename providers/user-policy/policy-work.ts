import type { GraphClient } from "../../src/graph/graph-client";
import type { Decision } from "./decide";
import type { LiveGroup } from "./look";
import type { PolicyContext } from "./policy-context";
import type { Facts } from "./policy-facts";

/** A policy while it is worked on: what is to be done, and what is known of its group by now. */
export interface PolicyWork {
  readonly context: PolicyContext;
  readonly writer: GraphClient;
  readonly facts: Facts;
  readonly decision: Decision;
  /** The resource's id in the state. */
  readonly id: string;
  /** Made moments ago: what is not found may not be there yet. */
  readonly fresh: boolean;
  live: LiveGroup;
  /** Plans that are to be on, with those that Graph wants beside them. */
  enabled: ReadonlySet<string>;
  /** Names of those that Graph wants beside. */
  helperPlans: readonly string[];
  /** The directory has not finished with everybody. */
  processing: boolean;
}
