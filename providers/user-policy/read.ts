import { refuse } from "../refuse";
import { assertName, pinnedReader } from "./assert-policy";
import { licenceOf, lookWithLicences } from "./look";
import { isOurs } from "./marker";
import { inputsOf, parseRecord } from "./parse-record";
import type { PolicyContext } from "./policy-context";
import type { PolicyInputs } from "./policy-inputs";
import type { PolicyRecord } from "./policy-record";
import { recordOf } from "./record-of";

/** What the engine gets of a reading: never without an id, or it would forget the policy and make it anew. */
export interface ReadPolicy {
  readonly id: string;
  readonly props: PolicyRecord;
  readonly inputs: PolicyInputs;
}

/** A policy as it is in the tenant. Confirmed gone is `missing`; anything that is not known for sure is thrown. */
export async function readPolicy(
  context: Pick<PolicyContext, "reader" | "groupName">,
  id: string,
  stored: unknown,
): Promise<ReadPolicy> {
  const record = parseRecord(stored);
  if (record.live.status === "deleted" || record.live.status === "retiring") {
    return result(id, record);
  }
  const name = { ...record, displayName: context.groupName(record.organisation, record.policyName) };
  assertName(context, name);
  const reader = await pinnedReader(context, record);
  const { live, licences } = await lookWithLicences(reader, record, record.live.group);
  if (!live) {
    await assertSeesAll(reader, record);
    const gone = { ...record.live, status: "missing" as const };
    return result(id, { ...record, applications: {}, users: {}, status: "missing", live: gone });
  }
  if (!isOurs(live.group, name)) {
    throw refuse("group-not-ours", {
      policy: record.displayName,
      group: live.group.id,
      organisation: record.organisation,
    });
  }
  const { helperPlans, processing = false } = record.live;
  const inside = new Set(live.people.flatMap(({ addresses }) => addresses));
  const known = [...Object.keys(record.users), ...Object.keys(record.live.failures)];
  const left = Object.fromEntries(
    known
      .filter((address) => !inside.has(address))
      .map((address) => [address, record.live.failures[address] ?? "NotInGroup"]),
  );
  const licence = licenceOf(record, licences);
  return result(id, recordOf(record, licence, live, { id, helperPlans, processing, left }));
}

/** An application sees every group; what a person does not see may be there. */
async function assertSeesAll(
  reader: Awaited<ReturnType<typeof pinnedReader>>,
  record: PolicyRecord,
): Promise<void> {
  const { account } = await reader.claims();
  if (account !== undefined) {
    const why = "the sign-in is a person's, and may not see every group";
    throw refuse("policy-unreadable", { policy: record.displayName, why });
  }
}

function result(id: string, record: PolicyRecord): ReadPolicy {
  return { id, props: record, inputs: inputsOf(record) };
}
