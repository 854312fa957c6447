import type { GraphAnswer, GraphCall, GraphOutcome } from "./call";
import { GraphError } from "./graph-error";
import { isRecord, itemsIn } from "./wire";

/** No list that this product reads is longer; a service that gives next pages for ever is not followed for ever. */
const MOST_PAGES = 1000;

interface Open {
  readonly index: number;
  readonly call: GraphCall;
  readonly items: unknown[];
  readonly links: Set<string>;
  next: string;
}

type Send = (calls: readonly GraphCall[]) => Promise<GraphOutcome[]>;

/**
 * Completes every list among some outcomes: follows `@odata.nextLink` to the last page, and gives one answer with all items.
 * A list of which one page cannot be read is a failure as a whole, so that half a list never passes for all of it.
 */
export async function wholeLists(
  calls: readonly GraphCall[],
  outcomes: readonly GraphOutcome[],
  send: Send,
): Promise<GraphOutcome[]> {
  const whole = [...outcomes];
  let open = calls.flatMap((call, index) => begin(call, index, outcomes[index], whole));
  while (open.length > 0) {
    const pages = await send(open.map(({ call, next }) => pageCall(call, next)));
    open = open.filter((list, position) => isOpen(list, pages[position], whole));
  }
  return whole;
}

function begin(
  call: GraphCall,
  index: number,
  outcome: GraphOutcome | undefined,
  whole: GraphOutcome[],
): Open[] {
  if (!outcome?.ok || call.firstPageOnly || call.method !== "GET") return [];
  const { body } = outcome.answer;
  if (!isRecord(body) || body["@odata.nextLink"] === undefined) return [];
  const list: Open = { index, call, items: [], links: new Set(), next: "" };
  return isOpen(list, outcome, whole) ? [list] : [];
}

/** Adds a page to its list; false when the list has come to its end, good or bad. */
function isOpen(list: Open, page: GraphOutcome | undefined, whole: GraphOutcome[]): boolean {
  const { index, items, links } = list;
  if (!page?.ok) {
    whole[index] = page ?? failed(list, "no answer for a page of the list");
    return false;
  }
  const { body } = page.answer;
  if (!isRecord(body) || !Array.isArray(body["value"])) {
    whole[index] = failed(list, "a page of the list is not a list");
    return false;
  }
  items.push(...body["value"]);
  const link = body["@odata.nextLink"];
  if (link === undefined || (list.call.firstItemsOnly && items.length > 0)) {
    const first = whole[index];
    const { "@odata.nextLink": _followed, ...rest } =
      first?.ok && isRecord(first.answer.body) ? first.answer.body : {};
    whole[index] = { ok: true, answer: { ...page.answer, body: { ...rest, value: items } } };
    return false;
  }
  const next = follow(link, links);
  if (next === undefined) {
    whole[index] = failed(list, ENDLESS);
    return false;
  }
  list.next = next;
  return true;
}

const failed = ({ call }: Open, detail: string): GraphOutcome => ({ ok: false, error: broken(call, detail) });

const broken = ({ method, path }: GraphCall, detail: string): GraphError =>
  new GraphError({ method, path, kind: "unavailable", status: 200, detail });

const ENDLESS = "the list does not come to an end";

/** Where a link leads that was not followed yet; nothing where that is nowhere, or goes on without end. */
function follow(link: unknown, links: Set<string>): string | undefined {
  const next = typeof link === "string" ? pathOf(link) : undefined;
  if (next === undefined || links.has(next) || links.size === MOST_PAGES) return undefined;
  links.add(next);
  return next;
}

function pageCall({ after: _first, ...call }: GraphCall, path: string): GraphCall {
  return { ...call, path };
}

/** A next link is absolute and names Graph's own host: only its path is followed, with our base. */
function pathOf(link: string): string | undefined {
  const url = URL.parse(link);
  return url ? url.pathname.replace(/^\/(?:v1\.0|beta)(?=\/)/, "") + url.search : undefined;
}

/** A list page by page, for one that is too long to be held: throws where a page cannot be read. */
export async function* pagesOf(
  client: { send(call: GraphCall): Promise<GraphAnswer> },
  call: GraphCall,
): AsyncGenerator<readonly unknown[]> {
  const links = new Set<string>();
  for (let next: string | undefined = call.path; next !== undefined; ) {
    const { body } = await client.send({ ...call, path: next, firstPageOnly: true });
    yield itemsIn(body);
    const link: unknown = isRecord(body) ? body["@odata.nextLink"] : undefined;
    if (link === undefined) return;
    next = follow(link, links);
    if (next === undefined) throw broken(call, ENDLESS);
  }
}
