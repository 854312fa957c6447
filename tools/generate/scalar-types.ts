import type { SchemaNode } from "./spec-schemas";

/** A tree of the fields that are not text: `{ deletion: { withFutureAppointments: "boolean" } }`, `*` for list items. */
export type ScalarTypes = "boolean" | "integer" | { readonly [field: string]: ScalarTypes };

/** Finds the fields of a schema whose text has to be made a boolean or a number before it is validated. */
export function scalarTypes(schema: SchemaNode, root: SchemaNode = schema): ScalarTypes | undefined {
  const node = followed(schema, root);
  if (node["type"] === "boolean" || node["type"] === "integer") return node["type"];
  const children: [string, SchemaNode][] = Object.entries((node["properties"] ?? {}) as SchemaNode) as [
    string,
    SchemaNode,
  ][];
  if (node["items"]) children.push(["*", node["items"] as SchemaNode]);
  const found = children.flatMap(([name, child]) => {
    const types = scalarTypes(child, root);
    return types ? [[name, types] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function followed(node: SchemaNode, root: SchemaNode): SchemaNode {
  const reference = node["$ref"];
  if (typeof reference !== "string") return node;
  const definitions = root["definitions"] as Record<string, SchemaNode>;
  const found = definitions[reference.replace("#/definitions/", "")];
  if (!found) throw new Error(`no definition ${reference}`);
  return found;
}
