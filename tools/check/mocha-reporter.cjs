// A line per suite with its number of tests and time, every failure in full, and the figures as JSON for the check.
// Written for a run of a thousand tests: what is fine takes little room.
const { mkdirSync, writeFileSync } = require("node:fs");
const Mocha = require("mocha");

const FIGURES = "coverage/tests.json";
const SLOW_MS = 2_000;

module.exports = class Reporter extends Mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const suites = new Map();
    const top = (test) => test.titlePath()[0];
    const entry = (test) => {
      const title = top(test);
      if (!suites.has(title)) suites.set(title, { passes: 0, failures: 0, ms: 0 });
      return suites.get(title);
    };
    runner.on("pass", (test) => {
      const suite = entry(test);
      suite.passes += 1;
      suite.ms += test.duration ?? 0;
      if ((test.duration ?? 0) > SLOW_MS) write(`    ${seconds(test.duration)}  ${test.fullTitle()}`);
    });
    runner.on("fail", (test, error) => {
      entry(test).failures += 1;
      write(`  ✗ ${test.fullTitle()}: ${String(error?.message ?? error).split("\n")[0]}`);
    });
    runner.on("suite end", (suite) => {
      const figures = suites.get(suite.title);
      if (!suite.parent?.root || !figures) return;
      write(`  ${figures.failures ? "✗" : "✓"} ${suite.title} (${figures.passes}, ${seconds(figures.ms)})`);
    });
    runner.once("end", () => {
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
      const { passes = 0, failures = 0, pending = 0, duration = 0 } = this.stats ?? {};
      mkdirSync("coverage", { recursive: true });
      writeFileSync(FIGURES, JSON.stringify({ passes, failures, pending }));
      write(`\n  ${passes} tests passed, ${failures} failed, ${pending} skipped, in ${seconds(duration)}`);
    });
  }
};

function write(line) {
  process.stdout.write(`${line}\n`);
}

function seconds(ms = 0) {
  return `${(ms / 1000).toFixed(1)} s`;
}
