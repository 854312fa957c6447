import type { GraphOutcome } from "../../src/graph/call";
import { GraphError } from "../../src/graph/graph-error";
import { groups, MEMBERS_IN_REQUEST } from "../../src/graph/resources/groups";
import { lookAtGroup } from "./look";
import type { PolicyPerson } from "./policy-person";
import type { PolicyWork } from "./policy-work";

/** Somebody who could not be put on or taken off. */
export interface PersonFailure {
  readonly who: string;
  readonly error: GraphError;
}

/** Takes people off. One who cannot be taken off stops nobody else. */
export async function takeOff(
  { writer, live }: PolicyWork,
  people: readonly PolicyPerson[],
): Promise<PersonFailure[]> {
  if (people.length === 0) {
    return [];
  }
  const outcomes = await writer.sendAll(people.map(({ id }) => groups.removePerson(live.group.id, id)));
  return people.flatMap(({ address }, index) => {
    const error = errorIn(outcomes[index]);
    // whom somebody else has taken off is off
    return error === undefined || error.kind === "not-found" ? [] : [{ who: address, error }];
  });
}

/** Puts people on. Twenty a request; where twenty fail together, the group is looked at and the rest go one by one. */
export async function putOn(work: PolicyWork, people: readonly PolicyPerson[]): Promise<PersonFailure[]> {
  const failed = await bundlesThatFail(work, bundled(people, MEMBERS_IN_REQUEST));
  if (failed.length === 0) {
    return [];
  }
  const { live, facts, writer } = work;
  const now = await lookAtGroup(writer, facts.inputs, live.group.id, work.fresh);
  const inside = new Set((now?.people ?? []).map(({ id }) => id));
  const rest = failed.flatMap(({ people: some }) => some).filter(({ id }) => !inside.has(id));
  const alone = await bundlesThatFail(work, bundled(rest, 1));
  return alone.flatMap(({ people: some, error }) => some.map(({ address }) => ({ who: address, error })));
}

interface FailedBundle {
  readonly people: readonly PolicyPerson[];
  readonly error: GraphError;
}

async function bundlesThatFail(
  { writer, live, fresh }: PolicyWork,
  bundles: readonly (readonly PolicyPerson[])[],
): Promise<FailedBundle[]> {
  const calls = bundles.map((people) => ({
    ...groups.addPeople(
      live.group.id,
      people.map(({ id }) => id),
    ),
    fresh,
  }));
  const outcomes = calls.length > 0 ? await writer.sendAll(calls) : [];
  return bundles.flatMap((people, index) => {
    const error = errorIn(outcomes[index]);
    return error === undefined || isThereAlready(people, error) ? [] : [{ people, error }];
  });
}

/** Graph refuses to add who is a member; for one person alone that means it is done. */
function isThereAlready(people: readonly PolicyPerson[], error: GraphError): boolean {
  return people.length === 1 && error.kind === "invalid" && /already exist/i.test(error.message);
}

function errorIn(outcome: GraphOutcome | undefined): GraphError | undefined {
  if (!outcome) {
    return new GraphError({ kind: "aborted", method: "PATCH", path: "", status: 0, detail: "no outcome" });
  }
  if (outcome.ok) {
    return undefined;
  }
  if (outcome.error.kind === "aborted") {
    throw outcome.error;
  }
  return outcome.error;
}

function bundled<T>(items: readonly T[], size: number): T[][] {
  const bundles: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    bundles.push(items.slice(start, start + size));
  }
  return bundles;
}
