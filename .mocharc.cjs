// Tests are compiled with everything else: `npx mocha dist/test/graph/*.test.js` runs a few of them. Which are all of
// them stands in tools/check/tests.mjs, as mocha would add a list given here to the files that one names.
module.exports = {
  // No test may read the specs that people edit; and every answer of every sandbox that a test starts is checked.
  require: ["./dist/test/support/no-live-specs.js", "./dist/test/support/conformance-hooks.js"],
  timeout: 10_000,
  "forbid-only": true,
};
