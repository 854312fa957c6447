import type { GraphClient } from "../../src/graph/graph-client";
import { groups, parseGroup } from "../../src/graph/resources/groups";
import { answerOf } from "../../src/graph/send-with-retries";
import { parseOne } from "../../src/graph/wire";
import type { PolicyInputs, PolicyRecord } from "../../src/model/policy-fields";
import { carriesMark } from "../../src/model/policy-marker";
import { groupsNamed, lookWithLicences } from "../../src/tenant/groups";
import { readOnly } from "../before-calls";
import { refuse } from "../refuse";
import type { PolicyContext } from "./context";
import { pinnedReader } from "./context";
import { inWords, type UserPolicyHandler } from "./handler";
import { licenceOf, recordOf } from "./read";
import { parseInputs, parseRecord } from "./record";
import { recordRetired } from "./retire";

/** The handler of a run that only takes into the state what the tenant has: see `adoptingCalendars`. */
export function adoptingPolicies(
  handler: UserPolicyHandler,
  context: () => PolicyContext,
): UserPolicyHandler {
  return {
    ...handler,
    create: async (wish) => {
      const { reader: look, ...rest } = context();
      const reader = (organisation: string) => readOnly(look(organisation));
      return inWords("policy-unreadable", wish, async () => {
        const outs = await adoptPolicy({ ...rest, reader, writer: reader }, wish);
        return { id: outs.id, outs };
      });
    },
    update: async (_id, olds) => ({ outs: parseRecord(olds) }),
  };
}

async function adoptPolicy(context: PolicyContext, wish: unknown) {
  const inputs = parseInputs(wish);
  const { organisation, displayName: policy } = inputs;
  await context.records.assertWritable(organisation);
  const outs =
    inputs.status === "deleted" ? await recordRetired(context, inputs) : await seen(context, inputs);
  const people = Object.keys(outs.users).map((address) => ({ address, to: "user" }));
  await context.records.note(organisation, { policy, what: "adopt", outcome: "done", people });
  return outs;
}

async function seen(context: PolicyContext, inputs: PolicyInputs): Promise<PolicyRecord> {
  const reader = await pinnedReader(context, inputs);
  const group = inputs.adopt?.group ?? (await markedGroup(reader, inputs));
  const look = group === undefined ? undefined : await lookWithLicences(reader, inputs, group);
  if (!look?.live) throw refuse("adopt-not-there", { address: inputs.displayName });
  const { live, licences } = look;
  const beside = { id: live.group.id, helperPlans: [], processing: false, left: {}, licences };
  return recordOf(inputs, licenceOf(inputs, licences), live, beside);
}

async function markedGroup(reader: GraphClient, inputs: PolicyInputs): Promise<string | undefined> {
  const ids = await groupsNamed(reader, inputs.displayName);
  const found = await reader.sendAll(ids.map((id) => groups.get(id)));
  const ours = found.flatMap((one) => {
    const group = parseOne(answerOf(one).body, parseGroup);
    return carriesMark(group, inputs) ? [group.id] : [];
  });
  return ours.length === 1 ? ours[0] : undefined;
}
