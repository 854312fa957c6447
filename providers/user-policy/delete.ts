import { isRecord } from "../../src/graph/is-record";
import { refuse } from "../refuse";

/** Never deletes: the engine asks for it when a spec vanished or somebody typed destroy, and both are no confirmation. */
export function deletePolicy(id: string, record: unknown): never {
  const name = isRecord(record) && typeof record["displayName"] === "string" ? record["displayName"] : id;
  throw refuse("policy-delete-locked", { policy: name });
}
