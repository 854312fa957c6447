import type { GraphClient } from "../../graph/graph-client";
import { toAddress } from "../../model/address";
import { isPerson } from "../../model/person";
import type { Tenant } from "../../model/tenant";
import { addressProblems } from "../../preflight/address-problems";
import { VisibleError } from "../../problem/visible-error";
import { findPeople } from "../../tenant/find-people";
import { lookAtPeople } from "../../tenant/people";
import type { Questions } from "../ask";
import { observer } from "../ask-directory";
import type { Context } from "../context";

/** What someone is picked for. */
export type Use = "member" | "reply";

/** Finds people by what someone types. */
export interface Picker {
  /** Addresses, one after the other until nothing is typed. */
  many(label: string, use: Use, isNeeded: boolean): Promise<string[] | undefined>;
  /** One address; undefined at the end of input. */
  one(label: string, use: Use): Promise<string | undefined>;
}

/** The directory, or nothing where it cannot be asked: then addresses are written whole and the preview looks them up. */
export async function directoryFor(
  context: Context,
  tenant: Tenant | undefined,
): Promise<GraphClient | undefined> {
  try {
    await context.engine();
    return await observer(context.io, tenant);
  } catch (error) {
    if (!(error instanceof VisibleError)) throw error;
    context.say(`People cannot be looked up here: ${error.message}`);
    context.say("Write whole addresses; the preview looks them up.");
    return undefined;
  }
}

/** Where nothing stands yet. */
const AT = { file: "", line: 1, column: 1 };

/** The address to write for someone, or undefined where they cannot be used, which is said. */
async function checked(
  graph: GraphClient,
  questions: Questions,
  text: string,
  use: Use,
): Promise<string | undefined> {
  const address = toAddress(text);
  const found = (await lookAtPeople(graph, { members: [address], withLikely: true })).get(address);
  const problems = addressProblems({ address, use, calendar: "", at: AT }, found);
  for (const each of problems) questions.tell(each);
  if (!found || !isPerson(found) || problems.some(({ severity }) => severity === "error")) return undefined;
  questions.say(`  ✓ ${found.displayName} (${found.mail})`);
  return toAddress(found.mail);
}

/** The address that someone means: typed in full, or chosen among those that are like what was typed. */
async function chosen(graph: GraphClient, questions: Questions, text: string): Promise<string | undefined> {
  if (text.includes("@")) return text;
  const people = await findPeople(graph, text);
  if (people.length === 0) questions.say("  No one in the directory has a name like that.");
  if (people.length === 0) return undefined;
  for (const [index, { displayName, mail }] of people.entries())
    questions.say(`  ${index + 1}  ${displayName}  ${mail}`);
  const answer = await questions.ask("  Which one? (number, or Enter for none) ");
  return people[Number(answer) - 1]?.mail;
}

/** Asks until someone was found or, where that is enough, nothing was typed (`none`) or the input ended (undefined). */
async function askFor(
  questions: Questions,
  graph: GraphClient | undefined,
  question: string,
  use: Use,
): Promise<string | typeof NONE | undefined> {
  const text = await questions.ask(question);
  if (text === undefined) return undefined;
  if (text === "") return NONE;
  if (!graph) return toAddress(text);
  const address = await chosen(graph, questions, text);
  return (address === undefined ? undefined : await checked(graph, questions, address, use)) ?? NO_ONE;
}

/** Nothing was typed. */
const NONE = "none";
/** What was typed led to no one. */
const NO_ONE = "no one";

/** Asks for people in words. */
export function picker(questions: Questions, graph: GraphClient | undefined): Picker {
  const one: Picker["one"] = async (label, use) => {
    for (;;) {
      const found = await askFor(questions, graph, `${label} (name or address): `, use);
      if (found !== NONE && found !== NO_ONE) return found;
    }
  };
  const many: Picker["many"] = async (label, use, isNeeded) => {
    const picked = new Set<string>();
    const mayEnd = (): boolean => !isNeeded || picked.size > 0;
    const next = () => {
      const end = mayEnd() ? ", Enter to go on" : "";
      return askFor(questions, graph, `${label} (name or address${end}): `, use);
    };
    let found = await next();
    while (found !== undefined && !(found === NONE && mayEnd())) {
      if (found !== NONE && found !== NO_ONE) picked.add(found);
      found = await next();
    }
    return found === undefined ? undefined : [...picked];
  };
  return { one, many };
}
