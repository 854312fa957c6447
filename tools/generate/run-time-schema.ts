import type { SchemaNode } from "./spec-schemas";

// Editors should complain at once about these; at run time rules say the same better: with both places, with the
// computed address, and for all people of a list instead of the first two.
const LEFT_TO_RULES = new Set(["if", "then", "else", "uniqueItems", "minItems"]);
// Not looked at by the validator; the words of problems need the examples.
const WORDS = new Set(["description", "default", "$schema", "$id"]);

/** The published schema without what rules report and without its words: what specs are checked against at run time. */
export function runTimeSchema(schema: SchemaNode): SchemaNode {
  const { address, ...others } = (schema["definitions"] ?? {}) as Record<string, SchemaNode>;
  if (!address) return strip(schema, false) as SchemaNode;
  // The model says in more words what is wrong with an address, and goes on with the other people of the list.
  const { pattern: _pattern, minLength: _minLength, ...text } = address;
  return strip({ ...schema, definitions: { ...others, address: text } }, false) as SchemaNode;
}

function strip(value: unknown, names: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => strip(item, false));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([keyword]) => names || !(LEFT_TO_RULES.has(keyword) || WORDS.has(keyword)))
      .map(([keyword, child]) => [
        keyword,
        keyword === "examples" && !names
          ? child
          : strip(child, !names && (keyword === "properties" || keyword === "definitions")),
      ]),
  );
}
