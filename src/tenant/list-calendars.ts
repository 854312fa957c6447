import type { GraphOutcome } from "../graph/call";
import type { GraphClient } from "../graph/graph-client";
import { GraphError } from "../graph/graph-error";
import { businessLooks, parseBusinesses, shownBusinesses } from "../graph/resources/business-looks";
import { answerOf } from "../graph/send-with-retries";
import { VisibleError } from "../problem/visible-error";

/** Addresses that lists of Graph show, and why there may be more. */
export interface Listed {
  readonly addresses: readonly string[];
  /** What was not listed, in words; empty where the lists are whole. */
  readonly incomplete: readonly string[];
}

/** What a name may go on with after the short name. */
const NEXT = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

/**
 * The calendars whose addresses begin with a short name. Where one list may be cut, the same is asked for each letter that may
 * come next: whatever is listed is there, and whether that is all is still not known.
 */
export async function listByName(graph: GraphClient, shortName: string): Promise<Listed> {
  const prefix = shortName.toLowerCase();
  const listed = await list(graph, shortName);
  const more =
    listed.isCut && shortName !== ""
      ? (await graph.sendAll(NEXT.map((one) => businessLooks.list(shortName + one)))).map(readList)
      : [];
  const addresses = [listed, ...more].flatMap((one) => one.addresses).map((one) => one.toLowerCase());
  return {
    addresses: [...new Set(addresses)].filter((one) => one.startsWith(prefix)),
    incomplete: [...new Set([listed, ...more].flatMap(({ why }) => why ?? []))],
  };
}

/** Everything that an identity is shown without a name. */
export async function listAll(graph: GraphClient): Promise<Listed> {
  const { addresses, why } = await list(graph, "");
  return { addresses: addresses.map((one) => one.toLowerCase()), incomplete: why === undefined ? [] : [why] };
}

/** The calendars that one list shows for each name; where it cannot be read or may be cut, why. */
export async function listEach(
  graph: GraphClient,
  names: readonly string[],
): Promise<{ readonly addresses: readonly string[]; readonly why?: string }[]> {
  const outcomes = await graph.sendAll(names.map((name) => businessLooks.list(name)));
  return names.map((_, index) => readList(outcomes[index]));
}

interface OneList {
  readonly addresses: readonly string[];
  readonly why?: string;
  readonly isCut: boolean;
}

/** Whoever cannot sign in sees no list: that is no empty one. */
async function list(graph: GraphClient, name: string): Promise<OneList> {
  try {
    return readList((await graph.sendAll([businessLooks.list(name)]))[0]);
  } catch (error) {
    if (error instanceof VisibleError) return { addresses: [], why: error.message, isCut: false };
    throw error;
  }
}

/** A list that failed or may be cut is incomplete, never “none”. */
function readList(outcome: GraphOutcome | undefined): OneList {
  try {
    return { addresses: parseBusinesses(answerOf(outcome).body).map(({ id }) => id), isCut: false };
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
    const shown = outcome?.ok ? shownBusinesses(outcome.answer.body) : [];
    return {
      addresses: shown.map(({ id }) => id),
      why: error.message,
      isCut: error.kind === "too-many-results",
    };
  }
}
