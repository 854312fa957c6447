import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";

const FOLDER = join(__dirname, "..", "..", "..", "schemas", "output");

/** A published schema of what `--json` prints. */
export function outputSchema(name: string): object {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.schema.json`), "utf8")) as object;
}

/** Holds a value, as it is printed, against its published schema. */
export function expectValid(name: string, value: unknown): void {
  const ajv = new Ajv({ strict: true, allErrors: true });
  const isValid = ajv.validate(outputSchema(name), JSON.parse(JSON.stringify(value)));
  expect(isValid, ajv.errorsText()).to.equal(true);
}
