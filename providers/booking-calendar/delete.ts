import { isRecord } from "../../src/graph/is-record";
import { refuse } from "../refuse";

/** Never deletes: the engine asks for it when a spec vanished or somebody typed destroy, and both are no confirmation. */
export function deleteCalendar(id: string, record: unknown): never {
  const address = isRecord(record) && typeof record["address"] === "string" ? record["address"] : id;
  throw refuse("delete-locked", { calendar: address });
}
