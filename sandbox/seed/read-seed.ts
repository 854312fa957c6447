import Ajv from "ajv";
import { InputError } from "../input-error";
import { readInput } from "../read-input";
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
  return checkSeed(readInput(file, "seed"));
}
