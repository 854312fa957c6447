import { isJsonObject, type JsonObject } from "../json";
import type { ExpectedAnswer } from "./expected-answer";
import { alwaysThere } from "./type-schemas";

/** What a schema of types cannot say, as it depends on the query: which properties each entity has. */
export interface MemberProblem {
  readonly pointer: string;
  readonly message: string;
}

function typeOfEntity(entity: JsonObject, declared: string): string {
  const said = entity["@odata.type"];
  return typeof said === "string" ? said.replace(/^#microsoft\.graph\./, "") : declared;
}

function missing(entity: JsonObject, names: readonly string[], pointer: string): MemberProblem[] {
  return names
    .filter((name) => !(name in entity))
    .map((name) => ({ pointer: `${pointer}/${name}`, message: "is missing" }));
}

function checkEntity(entity: JsonObject, expected: ExpectedAnswer, pointer: string): MemberProblem[] {
  const { type = "", select, expand = [] } = expected;
  const actual = typeOfEntity(entity, type);
  if (!select) {
    // An abstract type without its annotation (metadata=none) cannot be told.
    return missing(entity, alwaysThere(actual), pointer);
  }
  const asked = new Set([...select, ...expand, "id"]);
  const unasked = Object.keys(entity).filter((name) => !name.includes("@odata.") && !asked.has(name));
  return [
    // A list of several types leaves out what one of them does not have.
    ...(type === "directoryObject" ? [] : missing(entity, select, pointer)),
    ...unasked.map((name) => ({ pointer: `${pointer}/${name}`, message: "was not selected" })),
  ];
}

/** Checks which properties entities have: all of them, or the ones selected. */
export function checkMembers(body: JsonObject, expected: ExpectedAnswer): MemberProblem[] {
  if (expected.body === "entity") return checkEntity(body, expected, "");
  const { value } = body;
  if (expected.body !== "collection" || !Array.isArray(value)) return [];
  return value.flatMap((one, at) =>
    isJsonObject(one) && "id" in one ? checkEntity(one, expected, `/value/${at}`) : [],
  );
}
