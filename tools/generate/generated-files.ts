import { join } from "node:path";
import Ajv from "ajv";
import standaloneCode from "ajv/dist/standalone";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import { questionsPage } from "../../src/guidance/questions";
import { commandsPage } from "./commands-page";
import { problemPages } from "./problem-pages";
import { runTimeSchema } from "./run-time-schema";
import { scalarTypes } from "./scalar-types";
import { settingsPage } from "./settings-page";
import { type SchemaNode, specSchemas } from "./spec-schemas";
import { specsPage } from "./specs-page";
import { thirdPartyPage } from "./third-party-page";

const FOLDER = "src/spec/generated";
const BANNER = "// Made from schemas/ by `npm run generate`. Do not edit.\n";

/** Path and text of every file that is made from the schemas, the catalogue of problems and the lockfile. Same input, same bytes. */
export async function generatedFiles(root: string): Promise<Map<string, string>> {
  const schemas = specSchemas(join(root, "schemas"));
  const runTime = new Map([...schemas].map(([kind, schema]) => [kind, runTimeSchema(schema)]));
  const files = new Map<string, string>();
  for (const [kind, schema] of schemas) files.set(`${FOLDER}/${kebab(kind)}-spec.ts`, await types(schema));
  files.set(`${FOLDER}/validators.ts`, validators(runTime));
  files.set(`${FOLDER}/schemas.ts`, constant("schemas", runTime));
  files.set(
    `${FOLDER}/scalars.ts`,
    constant("scalars", new Map([...runTime].map(([k, s]) => [k, scalarTypes(s)]))),
  );
  files.set("docs/specs.md", specsPage(schemas));
  files.set("docs/questions.md", questionsPage());
  files.set("docs/commands.md", await commandsPage());
  files.set("docs/settings.md", settingsPage());
  files.set("docs/third-party.md", thirdPartyPage(root));
  for (const [path, text] of problemPages(root)) files.set(path, text);
  return files;
}

function kebab(kind: string): string {
  return kind.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

function types(schema: SchemaNode): Promise<string> {
  const { if: _if, then: _then, else: _else, ...plain } = JSON.parse(JSON.stringify(schema)) as SchemaNode;
  return compile(plain as JSONSchema, String(schema["title"]), {
    bannerComment: BANNER,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
  });
}

function constant(name: string, values: ReadonlyMap<string, unknown>): string {
  return `${BANNER}export const ${name} = ${JSON.stringify(Object.fromEntries(values), undefined, 2)} as const;\n`;
}

// `unicode: false` keeps out the one helper of ajv that these schemas would load at run time: lengths then count
// UTF-16 units, which is near enough for limits that are generous.
function validators(schemas: ReadonlyMap<string, SchemaNode>): string {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    unicode: false,
    strict: true,
    logger: false,
    code: { source: true, esm: true, optimize: true },
  });
  for (const [kind, schema] of schemas) ajv.addSchema(withoutExamples(schema) as SchemaNode, kind);
  const names = Object.fromEntries([...schemas.keys()].map((kind) => [`validate${kind}`, kind]));
  const code = standaloneCode(ajv, names).replace(/^"use strict";/, "");
  if (code.includes("require(")) throw new Error("the validators would load a helper of ajv at run time");
  return `// @ts-nocheck: machine-made JavaScript; src/spec/validator.ts gives it a type.\n${BANNER}${code}\n`;
}

// They would only make the compiled file twice as long: ajv puts each schema into it.
function withoutExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([keyword]) => keyword !== "examples" && keyword !== "title");
  return Object.fromEntries(kept.map(([keyword, child]) => [keyword, withoutExamples(child)]));
}
