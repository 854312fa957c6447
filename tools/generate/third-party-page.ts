import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly license?: string }>>;
}

/** Licences whose words are in the package itself, not in a short name: read by a person, and which one it is. */
const READ: Readonly<Record<string, string>> = {
  "@logdna/tail-file": "MIT",
  "dejavu-fonts-ttf": "Bitstream Vera, changes in the public domain",
};

const HEAD = `# Licences of what is installed with the product

Made from \`package-lock.json\` by \`npm run generate\`. The package itself holds no code of others ([NOTICE](../NOTICE)): npm installs these beside it, each with its licence in its folder.
\`npm run sbom\` lists them with their versions.

| Licence | Packages |
|---|---|
`;

/** The licences of every package that is installed with the product, and whose they are. */
export function licencesOfPackages(root: string): ReadonlyMap<string, readonly string[]> {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const found = new Map<string, Set<string>>();
  for (const [path, { dev, license = "none told" }] of Object.entries(packages)) {
    if (path === "" || dev) continue;
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const licence = READ[name] ?? license;
    found.set(licence, (found.get(licence) ?? new Set()).add(name));
  }
  return new Map([...found].sort().map(([licence, names]) => [licence, [...names].sort()]));
}

/** docs/third-party.md. */
export function thirdPartyPage(root: string): string {
  const rows = [...licencesOfPackages(root)].map(
    ([licence, names]) => `| ${licence} | ${names.map((name) => `\`${name}\``).join(", ")} |\n`,
  );
  return HEAD + rows.join("");
}
