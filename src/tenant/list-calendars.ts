import type { GraphOutcome } from "../graph/call";
import type { GraphClient } from "../graph/graph-client";
import { GraphError } from "../graph/graph-error";
import { businessLooks, parseBusinesses, shownBusinesses } from "../graph/resources/business-looks";
import { answerOf } from "../graph/send-with-retries";
import { VisibleError } from "../problem/visible-error";

/** Addresses as lists of Graph show them, and why there may be more. */
export interface Listed {
  readonly addresses: readonly string[];
  /** What was not listed, in words; empty where the lists are whole. */
  readonly incomplete: readonly string[];
}

/** What a name may go on with after the short name. */
const NEXT = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

/** Service areas of which 500 calendars begin alike in more letters than this are not looked through. */
const MOST_LETTERS = 8;

/**
 * The calendars that a list by an organisation's short name shows; absence from it proves nothing. Where one list may be cut, the
 * same is asked for each letter that may come next, and so on: whatever is listed is there, and whether that is all is still not known.
 */
export async function listByName(graph: GraphClient, shortName: string): Promise<Listed> {
  const lists = [await list(graph, shortName)];
  let cut = lists[0]?.isCut && shortName !== "" ? [shortName] : [];
  for (let letters = 0; cut.length > 0 && letters < MOST_LETTERS; letters += 1) {
    const names = cut.flatMap((name) => NEXT.map((one) => name + one));
    const outcomes = await graph.sendAll(names.map((name) => businessLooks.list(name)));
    const more = outcomes.map(readList);
    lists.push(...more);
    cut = names.filter((_, index) => more[index]?.isCut);
  }
  return {
    addresses: [...new Set(lists.flatMap((one) => one.addresses))],
    incomplete: [...new Set(lists.flatMap(({ why }) => why ?? []))],
  };
}

/** Everything that an identity is shown without a name. */
export async function listAll(graph: GraphClient): Promise<Listed> {
  const { addresses, why } = await list(graph, "");
  return { addresses, incomplete: why === undefined ? [] : [why] };
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
