import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { CALENDAR_TYPE } from "../../src/engine/internals/engine-events";

type Values = Record<string, unknown>;

const NAME = "leedscardiologyheartfailure";
export const URN = `urn:pulumi:leeds::nhsmail-bookings::${CALENDAR_TYPE}::${NAME}`;

/** What the specs and the state say of the calendar that `test/support/model.ts` makes, as inputs. */
export const inputs: Values = {
  __provider: "never shown",
  displayName: "LeedsCardiologyHeartFailure",
  replyTo: "hf@nhs.net",
  phone: "+44 113 496 0000",
  viewerRole: "teamMember",
  status: "active",
  members: { "amy.shah@nhs.net": "admin" },
};

const state = (values: Values, outputs: Values = {}) => ({
  type: CALENDAR_TYPE,
  urn: URN,
  id: NAME,
  parent: "",
  provider: "",
  inputs: values,
  outputs: { ...values, ...outputs },
});

const step = (op: StepEventMetadata["op"], old?: StepEventMetadata["old"], now?: StepEventMetadata["new"]) =>
  ({
    op,
    urn: URN,
    type: CALENDAR_TYPE,
    provider: "",
    ...(old && { old }),
    ...(now && { new: now }),
  }) as StepEventMetadata;

const event = (rest: Partial<EngineEvent>): EngineEvent => ({ sequence: 1, timestamp: 1, ...rest });

/** The tenant was looked at: `recorded` was in the state, `live` is there now. */
export const refreshed = (recorded: Values, live: Values, outputs: Values = {}): EngineEvent =>
  event({ resOutputsEvent: { metadata: step("refresh", state(recorded), state(live, outputs)) } });

export const began = (op: StepEventMetadata["op"], old?: Values, now?: Values): EngineEvent =>
  event({ resourcePreEvent: { metadata: step(op, old && state(old), now && state(now)) } });

export const ended = (op: StepEventMetadata["op"], old?: Values, now?: Values): EngineEvent =>
  event({ resOutputsEvent: { metadata: step(op, old && state(old), now && state(now)) } });

export const failedAt = (op: StepEventMetadata["op"]): EngineEvent =>
  event({ resOpFailedEvent: { metadata: step(op), status: 1, steps: 1 } });

export const complained = (message: string, urn?: string): EngineEvent =>
  event({ diagnosticEvent: { message, color: "never", severity: "error", ...(urn && { urn }) } });
