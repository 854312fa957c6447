import path from "node:path";

const bin = (name) => path.join("node_modules", ".bin", name);

/**
 * The steps of `npm run check`, in order. To add one, add a line: `name` (for `npm run check NAME`), `what` it shows,
 * and the command. `alone` steps have the machine to themselves and show their output as it comes; the others run two at
 * a time and show it only when they fail.
 */
export const steps = [
  { name: "types", what: "everything compiles", run: ["node", "tools/build.mjs"], alone: true },
  {
    name: "lint",
    what: "lint and format",
    run: [bin("biome"), "ci", "--colors=off", "--diagnostic-level=warn", "."],
  },
  { name: "arrows", what: "who may import what", run: ["node", "tools/check/arrows.mjs"] },
  { name: "dead-code", what: "nothing unused", run: [bin("knip"), "--no-progress"] },
  {
    name: "generated",
    what: "generated files are fresh",
    run: ["node", "dist/tools/generate.js", "--check"],
  },
  {
    name: "requirements",
    what: "every required row has a test",
    run: ["node", "dist/tools/requirements.js"],
  },
  {
    name: "words",
    what: "texts for people are plain British English",
    run: ["node", "tools/check/words.mjs"],
  },
  { name: "sizes", what: "small files, few suppressions", run: ["node", "tools/check/sizes.mjs"] },
  { name: "tests", what: "tests under coverage", run: ["node", "tools/check/tests.mjs"], alone: true },
];
