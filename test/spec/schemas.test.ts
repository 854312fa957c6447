import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { parse } from "yaml";
import { defaultLimits } from "../../src/model/load-estate";
import { validate } from "../../src/rules/validate";
import { parseSpec } from "../../src/spec/parse-spec";
import { typeScalars } from "../../src/spec/read-specs";
import { expectedKind } from "../../src/spec/shape-problem";
import { generatedFiles } from "../../tools/generate/generated-files";
import { type SchemaNode, specSchemas } from "../../tools/generate/spec-schemas";
import { fixtureFile } from "../rules/fixture";

import { EXAMPLE_ESTATE } from "../support/example-estate";

const root = join(__dirname, "..", "..", "..");
const schemas = specSchemas(join(root, "schemas"));

function visit(node: SchemaNode, path: string, see: (property: SchemaNode, path: string) => void): void {
  for (const group of ["properties", "definitions"]) {
    for (const [name, child] of Object.entries((node[group] ?? {}) as Record<string, SchemaNode>)) {
      see(child, `${path}/${group}/${name}`);
      visit(child, `${path}/${group}/${name}`, see);
    }
  }
  if (node["items"]) visit(node["items"] as SchemaNode, `${path}/items`, see);
}

function examples(node: SchemaNode): unknown[] {
  return Array.isArray(node["examples"]) ? node["examples"] : [];
}

describe("schemas", () => {
  for (const [kind, schema] of schemas) {
    it(`${kind}: every property has a description and an example that fits it`, () => {
      const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false });
      ajv.addSchema(schema, "schema.json");
      visit(schema, "", (property, path) => {
        expect(property["description"], `description of ${path}`).to.be.a("string");
        expect(examples(property), `examples of ${path}`).not.to.deep.equal([]);
        const validate = ajv.getSchema(`schema.json#${path}`);
        for (const example of examples(property)) {
          expect(validate?.(example), `${path}: ${JSON.stringify(example)}`).to.equal(true);
        }
      });
      expect(schema["description"]).to.be.a("string");
      expect(examples(schema)).not.to.deep.equal([]);
      const validate = ajv.getSchema("schema.json");
      for (const example of examples(schema))
        expect(validate?.(example), JSON.stringify(validate?.errors)).to.equal(true);
    });
  }

  it("are draft-07, which editors understand", () => {
    for (const schema of schemas.values())
      expect(schema["$schema"]).to.equal("http://json-schema.org/draft-07/schema#");
  });

  it("tell the default limits that the program has", () => {
    const tenant = schemas.get("Tenant") as unknown as {
      properties: { limits: { properties: Record<string, { description: string; examples: unknown[] }> } };
    };
    for (const [name, limit] of Object.entries(defaultLimits)) {
      const { description, examples: shown } = tenant.properties.limits.properties[name] ?? {};
      expect(shown?.[0]).to.deep.equal(limit);
      expect(description).to.include(`${limit.number}, and ${limit.percent} per cent`);
    }
  });

  it("are what the generated files were made from", async () => {
    for (const [path, text] of await generatedFiles(root)) {
      expect(readFileSync(join(root, path), "utf8") === text, `${path} is stale: npm run generate`).to.equal(
        true,
      );
    }
  });
});

describe("example specs", () => {
  const files = readdirSync(join(EXAMPLE_ESTATE, "specs"), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".yaml"),
  );

  it("each name their schema for editors, by a path that is there, and fit it as published", () => {
    const ajv = new Ajv({ strict: false });
    for (const file of files) {
      const text = readFileSync(join(EXAMPLE_ESTATE, "specs", file), "utf8");
      const path = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? "";
      const schema = JSON.parse(readFileSync(join(root, "specs", file, "..", path), "utf8")) as SchemaNode;
      const { $id: _id, ...plain } = schema;
      const validate = ajv.compile(plain);
      expect(validate(parse(text)), `${file}: ${ajv.errorsText(validate.errors)}`).to.equal(true);
    }
  });
});

describe("the published schemas", () => {
  const fixtures = join(root, "test", "rules", "fixtures");
  const ajv = new Ajv({ strict: false });
  for (const [kind, schema] of schemas) ajv.addSchema(schema, kind);

  function isRefused(file: string, text: string): boolean {
    const kind = expectedKind(file)?.kind;
    const { value } = parseSpec(file, text);
    if (!kind || !value) return false;
    typeScalars(kind, value);
    return !ajv.validate(kind, value);
  }

  it("refuse nothing that validation accepts, though it leaves some of it to rules", () => {
    const names = readdirSync(fixtures, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".txt"),
    );
    const refused = names.flatMap((name) => {
      const { table, files } = fixtureFile(join(fixtures, name));
      const { problems } = validate("", files);
      const wrong = Object.entries(table).filter(([file, text]) => isRefused(file, text));
      return wrong.map(([file]) => ({ name, file, told: problems.filter(({ at }) => at?.file === file) }));
    });
    expect(refused.length).to.be.above(5);
    for (const { name, file, told } of refused) {
      expect(
        told.map(({ severity }) => severity),
        `${name}: ${file}`,
      ).to.include("error");
    }
  });
});
