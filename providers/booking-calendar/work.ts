import type { GraphCall } from "../../src/graph/call";
import type { GraphClient } from "../../src/graph/graph-client";
import type { GraphError } from "../../src/graph/graph-error";
import type { Business } from "../../src/graph/resources/businesses";
import type { StaffMember } from "../../src/graph/resources/staff";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";
import type { LiveRecord } from "./calendar-record";
import type { MembershipStep } from "./membership-steps";

/** A calendar on its way to what is asked for: who works on it, and what is known of it by now. */
export interface Work {
  readonly context: CalendarContext;
  readonly reader: GraphClient;
  readonly writer: GraphClient;
  readonly inputs: CalendarInputs;
  /** The resource's id in the state. */
  readonly id: string;
  /** Made moments ago: what is not found may not be there yet. */
  readonly fresh: boolean;
  business: Business;
  rows: readonly StaffMember[];
  marker: LiveRecord["marker"];
  /** The maker needs no row of its own. */
  operatorOnStaff: boolean;
  starterOwed: boolean;
  unseen: boolean;
}

/** One thing to do, as a call and as what people are told of it. */
export interface Task {
  readonly call: GraphCall;
  readonly what: "fields" | "operator" | "starter" | "member" | "look";
  readonly step?: MembershipStep;
}

/** Something that did not succeed. */
export interface Failure {
  readonly task: Task;
  readonly error: GraphError;
}
