import { validate } from "../../src/rules/validate";
import { diskFiles } from "../../src/spec/spec-files";

// One measurement in a process of its own: everything that `bookings validate` does with the specs below a folder.
const started = performance.now();
const { problems, counts } = validate(process.argv[2] ?? ".", diskFiles, []);
const seconds = (performance.now() - started) / 1000;
process.stdout.write(JSON.stringify({ seconds, files: counts.files, problems: problems.length }));
