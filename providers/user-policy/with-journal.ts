import {
  type PolicyInputs,
  type PolicyRecord,
  policyFields,
  policySets,
  setChanges,
} from "../../src/model/policy-fields";
import type { JournalAction } from "../../src/records/journal";
import { type Standing, settlement } from "../../src/records/settle";
import type { PolicyPerson } from "../../src/tenant/groups";
import { begunFirst } from "../before-calls";
import { noted } from "../noted";
import { once } from "../once";
import type { PolicyContext } from "./context";
import { PolicyPartlyDone, parseInputs, parseRecord } from "./record";

/** Does something, and notes that it begins (before the first write) and what came of it: nothing is done that cannot be noted. */
export async function withJournal<T extends { readonly outs: PolicyRecord }>(
  context: PolicyContext,
  olds: unknown,
  news: unknown,
  work: (context: PolicyContext) => Promise<T>,
): Promise<T> {
  const { records } = context;
  const inputs = parseInputs(news);
  const before = olds === undefined ? undefined : parseRecord(olds);
  const { organisation, displayName: policy } = inputs;
  await records.assertWritable(organisation);
  const what = actionOf(before, inputs);
  const accounts = new Map<string, string>();
  const keyOf = (address: string): string => accounts.get(address.toLowerCase()) ?? address.toLowerCase();
  const begin = once(() =>
    records.announce(organisation, { policy, what, outcome: "begun", ...changes(before, inputs, keyOf) }),
  );
  const noting = {
    ...context,
    writer: (name: string) => begunFirst(context.writer(name), begin),
    sawPeople: (people: readonly PolicyPerson[]) => {
      for (const { id, addresses } of people) for (const address of addresses) accounts.set(address, id);
    },
  };
  const tell: Parameters<typeof noted<PolicyRecord, T>>[1] = (event, after) => {
    const made = after && changes(before, after, keyOf);
    const died = before && event.outcome === "done" ? records.diedOver(organisation, policy) : undefined;
    if (died && after && made?.fields.length === 0 && made.people.length === 0)
      return records.note(organisation, settlement(died, standingOf(after)));
    return records.note(organisation, { policy, what, ...event, ...made });
  };
  return noted(PolicyPartlyDone, tell, () => work(noting));
}

/** How a policy stands that was as its specs ask: what a run that died had begun is done then. */
function standingOf(record: PolicyRecord): Standing {
  const users = Object.keys(record.users).map((address) => [address, "user"] as const);
  const fields = Object.fromEntries(policySets.map((set) => [set, Object.keys(record[set]).join(", ")]));
  return { fields, people: Object.fromEntries(users) };
}

function actionOf(before: PolicyRecord | undefined, { status, adopt }: PolicyInputs): JournalAction {
  if (before === undefined) {
    if (status === "deleted") return "record";
    return adopt ? "adopt" : "create";
  }
  if (status === "deleted") return "delete";
  return before.live.status === "missing" ? "recreate" : "update";
}

/** The same person under another address is no change. */
function changes(
  before: PolicyRecord | undefined,
  after: PolicyRecord | PolicyInputs,
  keyOf: (address: string) => string,
) {
  const fields = [];
  const people = [];
  for (const set of policySets) {
    const differs = setChanges(before?.[set], after[set], keyOf);
    if (policyFields[set].set.journal === "people") {
      people.push(
        ...differs.map(({ name, on }) => ({ address: name, ...(on ? { to: "user" } : { from: "user" }) })),
      );
    } else if (differs.length > 0) {
      const [from, to] = [before, after].map((one) => Object.keys(one?.[set] ?? {}).join(", "));
      fields.push({ field: set, ...(from && { from }), ...(to && { to }) });
    }
  }
  return { fields, people };
}
