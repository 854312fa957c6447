import type { GraphClient } from "../../src/graph/graph-client";
import type { PolicyInputs } from "../../src/model/policy-fields";
import type { PolicyPerson } from "../../src/tenant/groups";
import { type OfTenant, pinned } from "../assert-tenant";
import { type ClientSource, type Clients, clientsOf } from "../clients-of";
import { refuse } from "../refuse";

/** What the handlers of policies work with. */
export interface PolicyContext extends Clients {
  /** The frozen naming rule: the name of a policy's group. */
  groupName(organisation: string, policyName: string): string;
  /** Told who is in the group, for the journal: it knows people by all their addresses. */
  readonly sawPeople?: (people: readonly PolicyPerson[]) => void;
  /** One policy of an organisation at a time looks and changes; they wait for licences together. */
  readonly inTurn: Turns;
  readonly now: () => number;
  /** Tells people how far it is. */
  readonly tell: (text: string) => void;
  /** How long a run waits for licences before it leaves the rest to the next one. */
  readonly patienceMs: number;
}

/** A quarter of an hour: a group of thousands is usually done by then, and a pipeline's job is not yet over. */
const PATIENCE_MS = 15 * 60_000;

interface PolicyContextSource extends ClientSource {
  readonly groupName: PolicyContext["groupName"];
  readonly tell: (text: string) => void;
  readonly now?: () => number;
  readonly patienceMs?: number;
}

/** A context on the real client. */
export function openPolicyContext(source: PolicyContextSource): PolicyContext {
  return {
    ...clientsOf(source, (organisation) => ({ directoryOperatorOf: organisation })),
    groupName: source.groupName,
    inTurn: inTurns(),
    now: source.now ?? Date.now,
    tell: source.tell,
    patienceMs: source.patienceMs ?? PATIENCE_MS,
  };
}

/** Does pieces of work that bear one key one after another. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * The engine changes an organisation's policies at the same time. Two that each take someone off, because the other one
 * gives a mailbox, would take it together: so what is looked at and what follows from it are one turn.
 */
function inTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    // the next one waits until this one has ended, also where it failed
    last.set(
      key,
      mine.catch(() => undefined),
    );
    return mine;
  };
}

/** Refuses to act under any other name than the one that organisation and policy give, whatever asked for it. */
export function assertName(context: Pick<PolicyContext, "groupName">, inputs: PolicyInputs): void {
  const computed = context.groupName(inputs.organisation, inputs.policyName);
  if (inputs.displayName !== computed)
    throw refuse("foreign-policy-name", { name: inputs.displayName, computed });
}

const named = ({ displayName: name, tenantId }: PolicyInputs): OfTenant => ({ name, tenantId });

/** The reader, once its token is known to be of the policy's own tenant. */
export const pinnedReader = (
  context: Pick<PolicyContext, "reader"> & Partial<Pick<PolicyContext, "tenantId">>,
  inputs: PolicyInputs,
): Promise<GraphClient> => pinned(context, context.reader(inputs.organisation), named(inputs));

/** The writer, once its token is known to be of the policy's own tenant. */
export const pinnedWriter = (context: PolicyContext, inputs: PolicyInputs): Promise<GraphClient> =>
  pinned(context, context.writer(inputs.organisation), named(inputs));
