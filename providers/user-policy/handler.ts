import { isRecord } from "../../src/graph/wire";
import {
  differingFields,
  isUnfinished,
  type PolicyInputs,
  type PolicyRecord,
  policyFields,
} from "../../src/model/policy-fields";
import { carry } from "../../src/problem/carry";
import { problem } from "../../src/problem/problem";
import { type CheckFailure, checked } from "../checked";
import { refuse, refusedInWords } from "../refuse";
import { reviewedStep } from "../reviewed";
import { applyPolicy, createPolicy } from "./apply-policy";
import { assertAsReviewed } from "./assert-as-reviewed";
import { assertName, type PolicyContext } from "./context";
import { type ReadPolicy, readPolicy } from "./read";
import { parseInputs, parseRecord } from "./record";
import { retirePolicy } from "./retire";
import { withJournal } from "./with-journal";

/** The verbs of the engine for user policies: the shape that its dynamic providers have. */
export interface UserPolicyHandler {
  check(olds: unknown, news: unknown): Promise<ReturnType<typeof checkPolicy>>;
  diff(id: string, olds: unknown, news: unknown): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: unknown): Promise<{ id: string; outs: PolicyRecord }>;
  read(id: string, record: unknown): Promise<ReadPolicy>;
  update(id: string, olds: unknown, news: unknown): Promise<{ outs: PolicyRecord }>;
  delete(id: string, record: unknown): Promise<void>;
}

/** Makes the handler. The context is asked for by the first verb that needs one: diff and delete need none. */
export function userPolicyHandler(context: () => PolicyContext): UserPolicyHandler {
  return {
    check: async (olds, news) => checkPolicy(context(), olds, news),
    diff: async (_id, olds, news) => ({ changes: diffPolicy(olds, news), replaces: [] }),
    create: (inputs) =>
      inWords("policy-refused", inputs, () =>
        withJournal(context(), undefined, inputs, (noting) => createPolicy(noting, inputs)),
      ),
    read: (id, record) => inWords("policy-unreadable", record, () => readPolicy(context(), id, record)),
    update: (_id, olds, news) =>
      inWords("policy-refused", news, () =>
        withJournal(context(), olds, news, (noting) => updatePolicy(noting, olds, news)),
      ),
    delete: async (id, record) => deletePolicy(id, record),
  };
}

/** Never deletes: the engine asks for it when a spec vanished or someone typed destroy, and both are no confirmation. */
function deletePolicy(id: string, record: unknown): never {
  const name = isRecord(record) && typeof record["displayName"] === "string" ? record["displayName"] : id;
  throw refuse("policy-delete-locked", { policy: name });
}

/** Runs a verb; what goes wrong with Graph is told in that sentence. */
export function inWords<T>(
  sentence: "policy-refused" | "policy-unreadable",
  inputs: unknown,
  verb: () => Promise<T>,
): Promise<T> {
  const policy = isRecord(inputs) ? String(inputs["displayName"]) : "a policy";
  return refusedInWords(policy, verb, (why) => problem(sentence, { policy, why }));
}

/** Brings a policy to what the specs ask for now; also completes what an earlier run left undone. */
async function updatePolicy(
  context: PolicyContext,
  olds: unknown,
  news: unknown,
): Promise<{ outs: PolicyRecord }> {
  const record = parseRecord(olds);
  const inputs = parseInputs(news);
  const policy = inputs.displayName;
  const step = reviewedStep(context.reviewed, policy, inputs);
  assertAsReviewed(step, parseInputs(olds));
  const fixed = fixedChanges(record, inputs)[0];
  if (fixed) throw refuse("policy-field-changed", { policy, ...fixed });
  assertName(context, inputs);
  if (inputs.status === "deleted") {
    const isDone = record.live.status === "deleted";
    return { outs: isDone ? record : await retirePolicy(context, record, inputs) };
  }
  if (record.live.status === "deleted" || record.live.status === "retiring")
    throw refuse("retired-is-locked", { policy });
  if (record.live.status === "missing" && inputs.adopt) throw refuse("group-gone", { policy });
  return { outs: await applyPolicy(context, inputs, record) };
}

/** Whether there is anything to do. Nothing is ever replaced: its people would lose their applications in between. */
export function diffPolicy(olds: unknown, news: unknown): boolean {
  if (!isRecord(olds) || !isRecord(news)) return true;
  return differingFields(olds, news, "editable").length > 0 || isUnfinished(olds["live"]);
}

/** Whether what is asked for is possible, by itself and against what was asked before. Asks no one and is instant. */
export function checkPolicy(context: Pick<PolicyContext, "groupName">, olds: unknown, news: unknown) {
  return checked(news, parseInputs, "users", (inputs) => failuresOf(context, olds, news, inputs));
}

function failuresOf(
  context: Pick<PolicyContext, "groupName">,
  olds: unknown,
  news: unknown,
  inputs: PolicyInputs,
): CheckFailure[] {
  const policy = inputs.displayName;
  const failures = fixedChanges(olds, news).map(({ property, ...change }) => ({
    property,
    reason: carry([problem("policy-field-changed", { policy, ...change })]),
  }));
  const computed = context.groupName(inputs.organisation, inputs.policyName);
  if (computed !== policy) {
    failures.push({
      property: "displayName",
      reason: carry([problem("foreign-policy-name", { name: policy, computed })]),
    });
  }
  const wasDeleted = isRecord(olds) && olds["status"] === "deleted";
  if (wasDeleted && inputs.status !== "deleted")
    failures.push({ property: "status", reason: carry([problem("retired-is-locked", { policy })]) });
  return failures;
}

function fixedChanges(olds: unknown, news: unknown) {
  if (!isRecord(olds) || !isRecord(news)) return [];
  return differingFields(olds, news, "fixed")
    .filter((property) => typeof olds[property] === "string")
    .map((property) => ({
      property,
      field: `The ${policyFields[property].label}`,
      before: String(olds[property]),
      after: String(news[property]),
    }));
}
