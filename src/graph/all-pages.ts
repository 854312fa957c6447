import type { GraphAnswer, GraphCall } from "./call";
import type { GraphClient } from "./graph-client";
import { GraphError } from "./graph-error";
import { isRecord } from "./wire";

/** The items of a first answer and of all pages after it. */
export async function allPages(
  client: GraphClient,
  call: GraphCall,
  first?: GraphAnswer,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const page of pagesOf(client, call, first)) items.push(...page);
  return items;
}

/** A list page by page, so that no more than a page need be held. */
export async function* pagesOf(
  client: GraphClient,
  call: GraphCall,
  first?: GraphAnswer,
): AsyncGenerator<readonly unknown[]> {
  for (let answer = first ?? (await client.send(call)); ; ) {
    const { body } = answer;
    if (!isRecord(body) || !Array.isArray(body["value"])) {
      throw new GraphError({
        ...callFacts(call),
        kind: "unavailable",
        status: answer.status,
        detail: "no list",
      });
    }
    yield body["value"];
    const next = body["@odata.nextLink"];
    if (typeof next !== "string") {
      return;
    }
    answer = await client.send({ ...call, path: pathOf(next) });
  }
}

function callFacts({ method, path }: GraphCall) {
  return { method, path };
}

/** A next link is absolute and names Graph's own host: only its path is followed, with our base. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname.replace(/^\/(?:v1\.0|beta)(?=\/)/, "") + search;
}
