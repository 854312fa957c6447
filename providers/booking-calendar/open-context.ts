import { operatorAddress } from "../../src/graph/open-graph";
import { type ClientSource, clientsOf } from "../clients-of";
import type { CalendarContext } from "./calendar-context";
import { newRunMemory } from "./run-memory";

/** Where a context gets its facts from. */
export interface ContextSource extends ClientSource {
  readonly localPart: CalendarContext["localPart"];
  readonly now?: () => Date;
}

/** A context on the real client. */
export function openContext(source: ContextSource): CalendarContext {
  return {
    ...clientsOf(source, (organisation) => ({ operatorOf: organisation })),
    operator: remembered((organisation) => operatorAddress(organisation, source.env)),
    localPart: source.localPart,
    memory: newRunMemory(),
    now: source.now ?? (() => new Date()),
  };
}

/** The identities file is read once for each organisation. */
function remembered(
  find: (organisation: string) => string | undefined,
): (organisation: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (organisation) => {
    if (!known.has(organisation)) {
      known.set(organisation, find(organisation));
    }
    return known.get(organisation);
  };
}
