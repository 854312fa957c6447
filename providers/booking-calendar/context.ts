import type { GraphClient } from "../../src/graph/graph-client";
import { serverClock } from "../../src/graph/http/server-clock";
import { operatorAddress } from "../../src/graph/open-graph";
import type { RunBudget } from "../../src/plan/run-budget";
import type { StepsToApply } from "../../src/plan/steps-to-apply";
import type { Records } from "../../src/records/open-records";
import { type ClientSource, clientsOf } from "../clients-of";
import { newRunMemory, type RunMemory } from "./run-memory";

/** What the handlers work with: everything outside comes in here. */
export interface CalendarContext {
  /** Who looks: the observer; where there is none, the organisation's operator. */
  reader(organisation: string): GraphClient;
  /** Who writes: the organisation's own operator. */
  writer(organisation: string): GraphClient;
  /** Who deletes calendars, where such an identity is configured; else the operator does, if it may. */
  deleter(organisation: string): GraphClient | undefined;
  /** The operator's account in lower case, where one is configured. */
  operator(organisation: string): string | undefined;
  /** The tenant that the environment names, where it does: no sign-in is tried for a calendar of another. */
  readonly tenantId: string | undefined;
  /** The frozen naming rule: the local part as displayed. */
  localPart(organisation: string, serviceArea: string, clinicName: string): string;
  /** What was reviewed: nothing else is done. Undefined under plain Pulumi. */
  readonly reviewed?: StepsToApply;
  /** Told when what was to be created is there already: then it is completed. */
  readonly existed?: () => void;
  /** What this process has learnt. */
  readonly memory: RunMemory;
  /** How much this run may take away from people. */
  readonly budget: RunBudget;
  /** Where everything that is done is noted, and what is deleted is kept. */
  readonly records: Records;
  readonly now: () => Date;
  /** By the clock of Microsoft 365: what is future there. */
  readonly serverNow: () => Date;
  /** How long a run looks for a calendar whose creation no one has confirmed. */
  readonly creationWaitMs: number;
  /** Waits between looks at something that may appear late. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Where a context gets its facts from. */
interface ContextSource extends ClientSource {
  readonly reviewed?: StepsToApply | undefined;
  readonly localPart: CalendarContext["localPart"];
  readonly now?: () => Date;
}

/** Microsoft Graph has been seen to show a new calendar a minute late. */
const CREATION_WAIT_S = 120;

function creationWaitMs(env: ClientSource["env"]): number {
  const seconds = Number(env["BOOKINGS_CREATION_WAIT"] || CREATION_WAIT_S);
  return (Number.isFinite(seconds) && seconds >= 0 ? seconds : CREATION_WAIT_S) * 1000;
}

/** A context on the real client. */
export function openContext(source: ContextSource): CalendarContext {
  return {
    ...clientsOf(source, (organisation) => ({ operatorOf: organisation })),
    operator: remembered((organisation) => operatorAddress(organisation, source.env)),
    localPart: source.localPart,
    ...(source.reviewed && { reviewed: source.reviewed }),
    memory: newRunMemory(),
    now: source.now ?? (() => new Date()),
    serverNow: source.now ?? (() => serverClock.now()),
    creationWaitMs: creationWaitMs(source.env),
  };
}

/** The identities file is read once for each organisation. */
function remembered(
  find: (organisation: string) => string | undefined,
): (organisation: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (organisation) => {
    if (!known.has(organisation)) known.set(organisation, find(organisation));
    return known.get(organisation);
  };
}
