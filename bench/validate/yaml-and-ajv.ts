import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { PRODUCT } from "../../test/playground/product";

// One measurement in a process of its own: the same files by the two libraries alone, without positions, names or rules.
const SCHEMAS: Readonly<Record<string, string>> = {
  Tenant: "tenant",
  Organisation: "organisation",
  BookingCalendar: "booking-calendar",
};

const started = performance.now();
const ajv = new Ajv({ strict: false, validateFormats: false });
const validators = new Map(
  Object.entries(SCHEMAS).map(([kind, name]) => {
    const schema: object = JSON.parse(readFileSync(join(PRODUCT, "schemas", `${name}.schema.json`), "utf8"));
    return [kind, ajv.compile(schema)];
  }),
);

const specs = join(process.argv[2] ?? ".", "specs");
let files = 0;
let problems = 0;
for (const entry of readdirSync(specs, { recursive: true, withFileTypes: true })) {
  if (!entry.name.endsWith(".yaml")) continue;
  const value: unknown = parse(readFileSync(join(entry.parentPath, entry.name), "utf8"));
  const kind = typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "";
  files += 1;
  if (!validators.get(kind)?.(value)) problems += 1;
}
const seconds = (performance.now() - started) / 1000;
process.stdout.write(JSON.stringify({ seconds, files, problems }));
