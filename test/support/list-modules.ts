import { writeFileSync } from "node:fs";

// Loaded before a program by NODE_OPTIONS=--require: leaves behind which modules the program loaded.
const file = process.env["LIST_MODULES_IN"];
if (file) process.on("exit", () => writeFileSync(file, Object.keys(require.cache).join("\n")));
