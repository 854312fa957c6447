import type { Call } from "../../graph/call";
import { typeOf } from "../../model/type-of";
import { graphFaults } from "../../odata/faults-of-graph";

/** What `$select` asks of entities of a type, or the properties that are shown without it; unknown names are refused. */
export function selection(call: Call, type: string, byDefault: readonly string[]): readonly string[] {
  const names = call.select();
  if (!names) return byDefault;
  const known = typeOf(type).properties;
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw graphFaults.unknownProperty(unknown, type);
  return names;
}

/** The context of a set with the properties that are selected of it. */
export function setContext(call: Call, set: string): string {
  const names = call.select();
  return names ? `${set}(${names.join(",")})` : set;
}
