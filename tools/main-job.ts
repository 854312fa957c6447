import { execFileSync } from "node:child_process";

// What `npm start` runs once everything is set up, with the environment of src/engine/environment.ts.
const version = execFileSync("pulumi", ["version"], { encoding: "utf8" }).trim();
process.stdout.write(`Pulumi's engine ${version}, Node ${process.version}\n`);
