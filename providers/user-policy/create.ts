import { assertName, pinnedWriter } from "./assert-policy";
import { changeGroup, finishPolicy } from "./finish-policy";
import { gather } from "./gather";
import { makeGroup } from "./obtain-group";
import { parseInputs } from "./parse-record";
import type { PolicyContext } from "./policy-context";
import type { PolicyInputs } from "./policy-inputs";
import type { PolicyRecord } from "./policy-record";
import type { PolicyWork } from "./policy-work";
import { recordRetired } from "./retire";

/** Makes a policy, takes over the group that its spec names, or completes what an interrupted run left. */
export async function createPolicy(
  context: PolicyContext,
  wish: unknown,
): Promise<{ id: string; outs: PolicyRecord }> {
  const inputs = parseInputs(wish);
  assertName(context, inputs);
  const outs =
    inputs.status === "deleted"
      ? await recordRetired(context, inputs)
      : await bringAbout(context, inputs, undefined);
  return { id: outs.id, outs };
}

/** Brings a policy to what is asked for, whatever is there of it. */
export async function bringAbout(
  context: PolicyContext,
  inputs: PolicyInputs,
  record: PolicyRecord | undefined,
): Promise<PolicyRecord> {
  const writer = await pinnedWriter(context, inputs);
  const { work, failed } = await context.inTurn(inputs.organisation, async () => {
    const { unit, facts, decision } = await gather(writer, inputs, record);
    const live = facts.live ?? { group: await makeGroup(context, writer, unit, inputs), people: [] };
    const now: PolicyWork = {
      context,
      writer,
      facts,
      decision,
      id: record?.id ?? live.group.id,
      fresh: facts.live === undefined,
      live,
      enabled: decision.enabled,
      helperPlans: record?.live.helperPlans ?? [],
      processing: false,
    };
    return { work: now, failed: await changeGroup(now) };
  });
  return finishPolicy(work, failed);
}
