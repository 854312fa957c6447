import type { Failure } from "./campaign";
import { story } from "./story";

/** A failure for people: what is wrong, the lifecycle as a story, how to see it again, and how to keep it. */
export function failureText({ lifecycle, findings, seed, path }: Failure): string {
  const wrong = findings.map(({ invariant, step, what }) => `  ${invariant}, at step ${step}: ${what}`);
  return [
    "A lifecycle in which something happened that must not:",
    ...wrong,
    "",
    story(lifecycle),
    "",
    `Again: npm run fuzz -- --seed ${seed} --path ${path}`,
    "Keep it: save this as test/lifecycles/kept/<what-went-wrong>.json, and it is done in every test run.",
    JSON.stringify(lifecycle),
  ].join("\n");
}
