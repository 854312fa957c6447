import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isThere } from "../../files/is-there";
import { type Problem, problem } from "../../problem/problem";

/** `v1:<salt>:v1:<nonce>:<encrypted probe>`, each in base64 and of one length: a cut one is no wrong passphrase. */
export const WHOLE_SALT = /^v1:[\w+/=]{12}:v1:[\w+/=]{16}:[\w+/=]{32}$/;

/** A line of settings, or a part of a value. */
const LINE = /^(?:["']?[\w-]+["']?:|[ \t-]|#|$)/;

/** What is wrong with the engine's settings of a stack. An empty file is written again by the next run. */
export function damagedSettings(root: string, organisation: string): Problem | undefined {
  const name = join("stacks", `Pulumi.${organisation}.yaml`);
  const file = join(root, name);
  if (!isThere(file)) return undefined;
  const text = readFileSync(file, "utf8");
  const salt = /^encryptionsalt:[ \t]*(.*)$/m.exec(text)?.[1]?.trim();
  const isWhole = salt === undefined || WHOLE_SALT.test(salt);
  const isText = !text.includes("\0") && text.split(/\r?\n/).every((line) => LINE.test(line));
  return isWhole && isText ? undefined : problem("stack-settings-damaged", { file: name });
}
