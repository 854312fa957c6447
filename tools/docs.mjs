// `npm run docs [-- --serve]`: the pages of docs/ as a site with a menu and local search, in dist/site. It asks no one
// for anything: no fonts, no scripts and no search from elsewhere. BASE says below which path it will stand, such as /bookings/.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stage = join(root, ".bookings", "docs-site");
const out = join(root, "dist", "site");

const { sitePages } = createRequire(import.meta.url)("../dist/tools/docs/site-pages.js");
rmSync(stage, { recursive: true, force: true });
const files = new Map([
  ...sitePages(root),
  [
    ".vitepress/config.mjs",
    'export { config as default } from "../../../tools/docs/vitepress-config.mjs";\n',
  ],
]);
for (const [path, text] of files) {
  mkdirSync(dirname(join(stage, path)), { recursive: true });
  writeFileSync(join(stage, path), text);
}

const { build, serve } = await import("vitepress");
await build(stage, { outDir: out, base: process.env.BASE ?? "/" });
if (process.argv.includes("--serve")) await serve({ root: stage, base: process.env.BASE ?? "/" });
