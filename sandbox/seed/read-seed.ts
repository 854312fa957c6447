import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { parse } from "yaml";
import { InputError } from "../input-error";
import { readSettings } from "../settings/settings-book";
import type { Seed } from "./seed";
import { seedSchema } from "./seed-schema";

const validate = new Ajv({ allErrors: true, strict: false }).compile<Seed>(seedSchema);

/** A seed from outside; what is unknown or of the wrong kind is named. */
export function checkSeed(input: unknown): Seed {
  if (!validate(input)) {
    const sentences = (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra = "additionalProperty" in params ? `: ${params["additionalProperty"]}` : "";
      return `${instancePath || "/"} ${message}${extra}`;
    });
    throw new InputError(`The seed cannot be used. ${sentences.join("; ")}.`);
  }
  readSettings(input.settings);
  return input;
}

/** A seed file, YAML or JSON. */
export function readSeedFile(file: string): Seed {
  let input: unknown;
  try {
    input = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new InputError(
      `The seed ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return checkSeed(input ?? {});
}
