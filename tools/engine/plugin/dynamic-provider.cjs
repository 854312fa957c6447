// Starts the project's own copy of Pulumi's dynamic provider: found from the program's folder, which is where the
// engine starts us, so that a project elsewhere gets its own version.
const { createRequire } = require("node:module");
const path = require("node:path");

createRequire(path.join(process.cwd(), "index.js"))("@pulumi/pulumi/cmd/dynamic-provider");
