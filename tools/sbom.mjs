// `npm run sbom`: the bill of materials of what is installed with the product, in CycloneDX. npm's `--omit dev` leaves out
// packages that tools need too (`npm sbom` of npm 11.19: half of them), so npm is asked about a copy that has no tools.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name) => JSON.parse(readFileSync(join(root, name), "utf8"));

const { devDependencies: _, ...product } = read("package.json");
const lock = read("package-lock.json");
delete lock.packages[""].devDependencies;
for (const [path, { dev }] of Object.entries(lock.packages)) if (dev) delete lock.packages[path];

const top = mkdtempSync(join(tmpdir(), "bookings-sbom-"));
try {
  // npm names the product after its folder
  const folder = join(top, product.name);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify(product));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
  const words = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  process.stdout.write(execFileSync("npm", words, { cwd: folder, encoding: "utf8" }));
} finally {
  rmSync(top, { recursive: true });
}
