import type { Failure } from "./campaign";
import { story } from "./story";

/** A failure for people: what is wrong, the life as a story, how to see it again, and how to keep it. */
export function failureText({ life, findings, seed, path }: Failure): string {
  const wrong = findings.map(({ invariant, step, what }) => `  ${invariant}, at step ${step}: ${what}`);
  return [
    "A life in which something happened that must not:",
    ...wrong,
    "",
    story(life),
    "",
    `Again: npm run fuzz -- --seed ${seed} --path ${path}`,
    "Keep it: save this as test/lives/kept/<what-went-wrong>.json, and it is lived in every test run.",
    JSON.stringify(life),
  ].join("\n");
}
