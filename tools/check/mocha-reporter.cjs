// A line per suite with its number of tests and time, every failure in full, and the figures as JSON for the check, in
// the file that TEST_FIGURES names. Written for a run of a thousand tests: what is fine takes little room.
const { writeFileSync } = require("node:fs");
const Mocha = require("mocha");

const SLOW_MS = 2_000;

module.exports = class Reporter extends Mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const suites = new Map();
    const leftOut = [];
    runner.on("pending", (test) => leftOut.push(test.fullTitle()));
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
      const failed = this.failures.map((test) => ({ title: test.fullTitle(), text: textOf(test.err) }));
      const { passes = 0, failures = 0, pending = 0, duration = 0 } = this.stats ?? {};
      const file = process.env.TEST_FIGURES;
      if (file) writeFileSync(file, JSON.stringify({ passes, failures, pending, failed, leftOut }));
      write(`\n  ${passes} tests passed, ${failures} failed, ${pending} left out, in ${seconds(duration)}`);
    });
  }
};

/** The message, the difference where there is one, and where it happened. */
function textOf(error) {
  const isCompared = error && typeof error === "object" && Mocha.reporters.Base.showDiff(error);
  const difference = isCompared
    ? Mocha.reporters.Base.generateDiff(textOfValue(error.actual), textOfValue(error.expected))
    : "";
  return `${error?.stack ?? String(error)}${difference}`;
}

const textOfValue = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

function write(line) {
  process.stdout.write(`${line}\n`);
}

function seconds(ms = 0) {
  return `${(ms / 1000).toFixed(1)} s`;
}
