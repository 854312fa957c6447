import type { PolicyContext } from "../../../providers/user-policy/policy-context";
import { readPolicy } from "../../../providers/user-policy/read";
import type { PolicySighting } from "../../drift/policy-facts";
import type { RecordedPolicy } from "../../engine/run-result";
import type { GraphClient } from "../../graph/graph-client";
import { GraphError } from "../../graph/graph-error";
import { isRecord } from "../../graph/is-record";
import { groups } from "../../graph/resources/groups";
import { namePart } from "../../model/naming";

/** The groups of recorded policies as a preview would read them, all at once: their calls share batches. By resource name. */
export async function readPolicies(
  graph: GraphClient,
  recorded: readonly RecordedPolicy[],
): Promise<ReadonlyMap<string, PolicySighting>> {
  const context: Pick<PolicyContext, "reader" | "groupName"> = {
    reader: () => graph,
    groupName: (organisation, name) => organisation + namePart(name),
  };
  const sightings = await Promise.all(
    recorded.map((policy) =>
      readable(() => (policy.status === "deleted" ? again(graph, policy) : look(context, policy))),
    ),
  );
  return new Map(recorded.map(({ name }, index) => [name, sightings[index] ?? { what: "gone" }]));
}

async function look(
  context: Pick<PolicyContext, "reader" | "groupName">,
  { name, record }: RecordedPolicy,
): Promise<PolicySighting> {
  const { props } = await readPolicy(context, name, record);
  if (props.live.status === "missing") return { what: "gone" };
  return {
    what: "there",
    policy: {
      applications: Object.keys(props.applications),
      users: Object.keys(props.users),
      failures: props.live.failures,
    },
  };
}

/** Of a retired policy only matters whether there is a group of its name again. */
async function again(graph: GraphClient, { displayName }: RecordedPolicy): Promise<PolicySighting> {
  const { body } = await graph.send(groups.named(displayName));
  const found = isRecord(body) && Array.isArray(body["value"]) ? body["value"] : undefined;
  if (!found) return { what: "unreadable", why: "the answer is not in the expected form" };
  return found.length === 0
    ? { what: "gone" }
    : { what: "there", policy: { applications: [], users: [], failures: {} } };
}

/** What cannot be read is a fact of its own; only the end of the run is an error. */
async function readable(work: () => Promise<PolicySighting>): Promise<PolicySighting> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GraphError && error.kind === "aborted") throw error;
    return { what: "unreadable", why: error instanceof Error ? error.message : String(error) };
  }
}
