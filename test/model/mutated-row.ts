import { readFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { sep } from "node:path";
import { expect } from "chai";

const load = createRequire(__filename);

/** Loads one of our files with the table as it is now. */
export type Loader = (file: string) => never;

/** Runs something with a table in which one row is changed; everything that uses it is loaded again, and put back after. */
export function withRow<T>(
  table: string,
  name: string,
  field: string,
  row: object,
  run: (from: Loader) => T,
): T {
  const path = load.resolve(`../../src/model/${table}`);
  const root = path.slice(0, path.indexOf(`${sep}src${sep}model`) + 1);
  const isOurs = (file: string): boolean => file.startsWith(root) && !file.includes(`${root}test`);
  const modules = Object.entries(load.cache).filter(([file]) => isOurs(file));
  for (const [file] of modules) delete load.cache[file];
  try {
    const mutated = new Module(path) as Module & { _compile(source: string, file: string): void };
    mutated.filename = path;
    const change = `Object.assign(exports.${name}.${field}, ${JSON.stringify(row)});`;
    const source = readFileSync(path, "utf8");
    const after = source.search(/^const (names|rows) = /m);
    expect(after).to.be.greaterThan(0);
    load.cache[path] = mutated;
    mutated._compile(`${source.slice(0, after)}${change}${source.slice(after)}`, path);
    return run(((file: string) => load(`../../${file}`)) as unknown as Loader);
  } finally {
    for (const file of Object.keys(load.cache).filter(isOurs)) delete load.cache[file];
    for (const [file, module] of modules) load.cache[file] = module;
  }
}
