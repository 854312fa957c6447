import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { citationsIn } from "./requirements/citation";
import { meansOf } from "./requirements/means";
import { readRows } from "./requirements/row";
import { trace } from "./requirements/trace";

// `npm run requirements`: row → tests; fails for a required row without one.
const root = join(__dirname, "..", "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const readIfThere = (file: string): string | undefined =>
  existsSync(join(root, file)) ? read(file) : undefined;

const files = globSync(["test/**/*.test.ts", "test/scenarios/*/story.yaml"], { cwd: root }).sort();
const { text, faults } = trace(
  readRows(read("docs/requirements.md")),
  files.flatMap((file) => citationsIn(file, read(file), meansOf(file, readIfThere))),
);
process.stdout.write(`${text}\n`);
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
