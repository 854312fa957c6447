// Makes types, validators and pages from schemas/ and the catalogue of problems. With --check it writes nothing and fails when the files are not fresh.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "./generate/generated-files";

const root = join(__dirname, "..", "..");

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

async function main(check: boolean): Promise<number> {
  const files = await generatedFiles(root);
  const stale = [...files].filter(([path, text]) => current(path) !== text);
  if (check) {
    for (const [path] of stale)
      console.error(`${path} is not what it is made from says. Run: npm run generate`);
    return stale.length > 0 ? 1 : 0;
  }
  for (const [path, text] of stale) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
    console.error(`wrote ${path}`);
  }
  return 0;
}

main(process.argv.includes("--check")).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
