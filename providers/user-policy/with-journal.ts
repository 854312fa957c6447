import {
  type PolicyInputs,
  type PolicyRecord,
  policyFields,
  policySets,
  setChanges,
} from "../../src/model/policy-fields";
import type { JournalAction } from "../../src/records/journal";
import type { Standing } from "../../src/records/settle";
import { begunFirst } from "../before-calls";
import { type JournaledChange, journaled } from "../journaled";
import type { PolicyContext } from "./context";
import { PolicyPartlyDone, parseInputs, parseRecord } from "./record";

/** Does something with a policy, and notes that it begins and what came of it. */
export async function withJournal<T extends { readonly outs: PolicyRecord }>(
  context: PolicyContext,
  olds: unknown,
  news: unknown,
  work: (context: PolicyContext) => Promise<T>,
): Promise<T> {
  const inputs = parseInputs(news);
  const before = olds === undefined ? undefined : parseRecord(olds);
  const { organisation, displayName: policy } = inputs;
  const what = actionOf(before, inputs);
  const accounts = new Map<string, string>();
  const keyOf = (address: string): string => accounts.get(address.toLowerCase()) ?? address.toLowerCase();
  const change: JournaledChange<PolicyRecord> = {
    ...{ PartlyDone: PolicyPartlyDone, records: context.records, organisation, name: policy },
    isOnRecord: before !== undefined,
    begun: () => ({ policy, what, outcome: "begun", ...changes(before, inputs, keyOf) }),
    ended: (end, after) => ({ policy, what, ...end, ...(after && changes(before, after, keyOf)) }),
    standing: (after) => {
      const { fields, people } = changes(before, after, keyOf);
      return fields.length + people.length === 0 ? standingOf(after) : undefined;
    },
  };
  return journaled(change, (begin) =>
    work({
      ...context,
      writer: (name) => begunFirst(context.writer(name), begin),
      sawPeople: (people) => {
        for (const { id, addresses } of people) for (const address of addresses) accounts.set(address, id);
      },
    }),
  );
}

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
