import { isPerson, type LookedUp } from "../model/person";
import {
  type LoadedOrganisation,
  onlyProblems,
  type ProgramFindings,
  type ProgramPorts,
} from "../preflight/check-run";
import { type Occupant, type PreflightView, tenantOfEnvironment } from "../preflight/preflight-view";
import type { Problem } from "../problem/problem";
import { tidyProblems } from "../problem/tidy-problems";
import type { LookedUpBefore } from "./run-result";

/** What the program found before it registered anything, kept for the result. */
export interface Findings extends ProgramFindings {
  problems: readonly Problem[];
  /** Single calendars may be held back, while the others go on: in our own previews. */
  readonly mayHold?: true;
  loaded?: LoadedOrganisation;
  /** Whose the addresses of those are who were looked up for user policies: address → id of the account. */
  readonly policyUsers: Map<string, string>;
  /** Addresses of calendars to be made that are no one's. */
  readonly free: Map<string, Occupant>;
}

/** Before the program has found anything. */
export const nothingFound = (): Findings => ({
  ...onlyProblems([]),
  policyUsers: new Map(),
  free: new Map(),
});

/** The same ports, which keep what goes through them. Specs are loaded once. */
export function keepingPorts(ports: ProgramPorts, findings: Findings): ProgramPorts {
  return {
    ...ports,
    view: {
      ...ports.view,
      occupants: async (calendars) => {
        const found = await ports.view.occupants(calendars);
        for (const [address, one] of found)
          if ("whose" in one && one.whose === "no one's") findings.free.set(address, one);
        return found;
      },
    },
    policies: {
      ...ports.policies,
      facts: async (...asked) => {
        const facts = await ports.policies.facts(...asked);
        for (const person of facts.people.values()) {
          if ("near" in person) continue;
          for (const address of person.addresses) findings.policyUsers.set(address, person.id);
        }
        return facts;
      },
    },
    report: (found) => void Object.assign(findings, found, { problems: tidyProblems(found.problems) }),
    load: async (stack) => {
      findings.loaded ??= await ports.load(stack);
      return findings.loaded;
    },
  };
}

/** So long what the preview found out stands for a second look by the run that follows it. */
const FRESH_MS = 60_000;

/**
 * A view that does not ask again for people, and for addresses that are no one's, that the preview has just looked up: what is
 * there is looked at once more before the first write. Where it took its time, such as over a question to someone, all are asked for.
 */
export function rememberingLooks(view: PreflightView, lookedUp: LookedUpBefore | undefined): PreflightView {
  if (!lookedUp) return view;
  const { people, free, at } = lookedUp;
  const isFresh = (): boolean => performance.now() - at < FRESH_MS;
  const knownNow = (address: string, isMember: boolean): [string, LookedUp][] => {
    const one = isFresh() ? people.get(address) : undefined;
    if (!one || (isMember && isPerson(one) && one.mailbox === "not-asked")) return [];
    return [[address, one]];
  };
  return {
    ...view,
    lookUp: async (members, staying = [], ...more) => {
      const known = new Map([
        ...members.flatMap((address) => knownNow(address, true)),
        ...staying.flatMap((address) => knownNow(address, false)),
      ]);
      const isUnknown = (address: string): boolean => !known.has(address);
      const asked = await view.lookUp(members.filter(isUnknown), staying.filter(isUnknown), ...more);
      return new Map([...known, ...asked]);
    },
    occupants: async (calendars) => {
      const known = new Map(isFresh() ? free : []);
      const asked = calendars.filter(({ address }) => !known.has(address));
      return new Map([...known, ...(asked.length > 0 ? await view.occupants(asked) : [])]);
    },
  };
}

/** Whether the environment is of another tenant. A run would read first, from there, and ask the program second. */
export async function isElsewhere(
  { load, environmentTenantId }: ProgramPorts,
  organisation: string,
  findings: Findings,
): Promise<boolean> {
  const { tenant, problems } = await load(organisation);
  const elsewhere = tenant ? tenantOfEnvironment({ tenant, environmentTenantId }) : [];
  if (elsewhere.length > 0) findings.problems = tidyProblems([...problems, ...elsewhere]);
  return elsewhere.length > 0;
}
