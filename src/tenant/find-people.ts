import { distance } from "fastest-levenshtein";
import type { GraphClient } from "../graph/graph-client";
import { parseUsers, users } from "../graph/resources/users";
import type { Candidate } from "./near-matches";

/** As many as someone can choose from. */
const MOST = 9;
/** So much of each word has to be right, tried one after the other: a slip further on is found by what is before it. */
const SURE = [Number.POSITIVE_INFINITY, 3, 2];

/** Graph takes fifteen clauses beside each other. */
const MOST_BEGINNINGS = 7;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\d']+/gu) ?? [];

/** How far a word is from the nearest of a name; the beginning of one is as good as all of it. */
const farFrom = (word: string, name: readonly string[]): number =>
  Math.min(...name.map((one) => (one.startsWith(word) ? 0 : distance(word, one))));

/** How far a person is from what was typed; undefined where a word of it is like nothing of theirs. */
function farOf(wanted: readonly string[], { displayName, mail }: Candidate): number | undefined {
  const name = [...wordsOf(displayName), ...wordsOf(mail.replace(/@.*$/, ""))];
  const each = wanted.map((word) => ({ word, far: farFrom(word, name) }));
  const isLike = each.every(({ word, far }) => far <= Math.ceil(word.length / 3));
  return isLike ? each.reduce((sum, { far }) => sum + far, 0) : undefined;
}

/** Those who are most like what was typed, the nearest first. */
export function rankPeople(text: string, candidates: readonly Candidate[]): Candidate[] {
  const wanted = wordsOf(text.replace(/@.*$/, ""));
  const known = new Map(candidates.filter(({ mail }) => mail.includes("@")).map((one) => [one.mail, one]));
  return [...known.values()]
    .map((one) => ({ one, far: farOf(wanted, one) }))
    .filter((each): each is { one: Candidate; far: number } => each.far !== undefined)
    .sort((a, b) => a.far - b.far || a.one.displayName.localeCompare(b.one.displayName, "en"))
    .slice(0, MOST)
    .map(({ one }) => one);
}

/** People and mailboxes whose name or address is like what was typed, slips of the finger included. */
export async function findPeople(graph: GraphClient, text: string): Promise<readonly Candidate[]> {
  const start = text.replace(/@.*$/, "").trim().toLowerCase();
  const words = wordsOf(start);
  if (words.length === 0) return [];
  for (const sure of SURE) {
    const beginnings = words.map((word) => word.slice(0, sure));
    const calls = [
      users.named(beginnings),
      users.withMailLike(beginnings.map((one) => ({ start: one, end: "" })).slice(0, MOST_BEGINNINGS)),
    ];
    const outcomes = await graph.sendAll(calls);
    const failed = outcomes.find((outcome) => !outcome.ok);
    if (failed && !failed.ok) throw failed.error;
    const found = outcomes.flatMap((outcome) => (outcome.ok ? parseUsers(outcome.answer.body) : []));
    const ranked = rankPeople(
      text,
      found.filter(({ userType }) => userType !== "Guest"),
    );
    if (ranked.length > 0) return ranked;
  }
  return [];
}
