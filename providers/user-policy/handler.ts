import type { CheckFailure } from "../booking-calendar/check";
import { checkPolicy } from "./check";
import { createPolicy } from "./create";
import { deletePolicy } from "./delete";
import { diffPolicy } from "./diff";
import { inWords } from "./in-words";
import { noted } from "./note";
import type { PolicyContext } from "./policy-context";
import type { PolicyRecord } from "./policy-record";
import { type ReadPolicy, readPolicy } from "./read";
import { updatePolicy } from "./update";

/** The verbs of the engine for user policies: the shape that its dynamic providers have. */
export interface UserPolicyHandler {
  check(olds: unknown, news: unknown): Promise<{ inputs: unknown; failures: CheckFailure[] }>;
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
        noted(context(), undefined, inputs, (noting) => createPolicy(noting, inputs)),
      ),
    read: (id, record) => inWords("policy-unreadable", record, () => readPolicy(context(), id, record)),
    update: (_id, olds, news) =>
      inWords("policy-refused", news, () =>
        noted(context(), olds, news, (noting) => updatePolicy(noting, olds, news)),
      ),
    delete: async (id, record) => deletePolicy(id, record),
  };
}
