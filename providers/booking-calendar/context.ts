import { serverClock } from "../../src/graph/http/server-clock";
import { operatorAddress } from "../../src/graph/open-graph";
import { type ClientSource, type Clients, clientsOf } from "../clients-of";
import { RunMemory } from "./run-memory";

/** What the handlers of calendars work with. */
export interface CalendarContext extends Clients {
  /** The operator's account in lower case, where one is configured. */
  operator(organisation: string): string | undefined;
  /** The frozen naming rule: the local part as displayed. */
  localPart(organisation: string, serviceArea: string, clinicName: string): string;
  /** Told when what was to be created is there already: then it is completed. */
  readonly existed?: () => void;
  /** What this process has learnt. */
  readonly memory: RunMemory;
  readonly now: () => Date;
  /** By the clock of Microsoft 365: what is future there. */
  readonly serverNow: () => Date;
  /** How long a run looks for a calendar whose creation no one has confirmed. */
  readonly creationWaitMs: number;
}

interface ContextSource extends ClientSource {
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
    memory: new RunMemory(),
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
