import { Document, Scalar, visit } from "yaml";
import type { SchemaNode } from "./spec-schemas";

/** Where the files of each kind stand, in the order of the page. */
const PLACES: readonly (readonly [kind: string, place: string])[] = [
  ["BookingCalendar", "specs/<organisation>/calendars/<any name>.yaml"],
  ["Organisation", "specs/<organisation>/organisation.yaml"],
  ["UserPolicy", "specs/<organisation>/policies/<any name>.yaml"],
  ["Tenant", "specs/tenant.yaml"],
];

const HEAD = `<!-- Made from schemas/ by \`npm run generate\`. Do not edit. -->

# Fields of the specs

A spec is a YAML file with one of four kinds. Everything is text: put a value in quotes where YAML would see something else in it (a plus
sign or a number at its beginning, a colon, a hash). Editors with YAML support show this page's words as you type.
`;

interface Field {
  readonly path: string;
  readonly node: SchemaNode;
  readonly needed: boolean;
}

/** `docs/specs.md`: every property of every kind, in the schemas' own words and with their examples. */
export function specsPage(schemas: ReadonlyMap<string, SchemaNode>): string {
  const sections = PLACES.map(([kind, place]) => section(kind, place, schemas.get(kind) ?? {}));
  return `${[HEAD, ...sections].join("\n")}`;
}

function section(kind: string, place: string, schema: SchemaNode): string {
  const examples = list(schema["examples"]).map((example) => `\`\`\`yaml\n${asYaml(example)}\`\`\`\n`);
  const rows = fields(schema, schema, "").map(row);
  const table = ["| field | needed | what it is | example |", "|---|---|---|---|", ...rows].join("\n");
  return [`## ${kind}\n`, `\`${place}\`\n`, `${schema["description"]}\n`, ...examples, `${table}\n`].join(
    "\n",
  );
}

/** As people are told to write it: a phone number in quotes. */
function asYaml(example: unknown): string {
  const document = new Document(example);
  visit(document, {
    Scalar: (_key, scalar) => {
      if (/^[+\d]/.test(String(scalar.value))) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return String(document);
}

function fields(schema: SchemaNode, node: SchemaNode, prefix: string): Field[] {
  const needed = list(node["required"]);
  const own = Object.entries(record(node["properties"]));
  return own.flatMap(([name, child]) => {
    const path = `${prefix}${name}`;
    const inner = resolved(schema, child);
    const items = record(inner["items"]);
    const below =
      "properties" in items ? fields(schema, items, `${path}[].`) : fields(schema, inner, `${path}.`);
    return [{ path, node: child, needed: needed.includes(name) }, ...below];
  });
}

/** What a reference points at: the schemas keep what they repeat under `definitions`. */
function resolved(schema: SchemaNode, node: SchemaNode): SchemaNode {
  const name = /^#\/definitions\/(\w+)$/.exec(String(node["$ref"] ?? ""))?.[1];
  return name === undefined ? node : record(record(schema["definitions"])[name]);
}

function row({ path, node, needed }: Field): string {
  const [example] = list(node["examples"]);
  return `| \`${path}\` | ${needed ? "yes" : ""} | ${cell(String(node["description"]))} | \`${cell(JSON.stringify(example))}\` |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Record<string, SchemaNode> {
  return typeof value === "object" && value !== null ? (value as Record<string, SchemaNode>) : {};
}
