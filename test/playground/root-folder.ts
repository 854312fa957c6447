import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { processOf } from "../../src/files/processes";
import { PRODUCT } from "./product";

/** Folders of runs. Inside the product, as the engine writes paths relative to the project into the state. */
const WORK = join(PRODUCT, "test", ".work");

/** The product's project file, read by plain Pulumi in the root folder. */
const projectFile = stringify({
  name: "nhsmail-bookings",
  runtime: "nodejs",
  main: "dist/stacks/index.js",
  stackConfigDir: "stacks",
  options: { refresh: "always" },
  plugins: { providers: [{ name: "pulumi-nodejs", path: "tools/engine/plugin" }] },
});

/** Folders of that name in which no other process works: what this one and those that ended have left. */
function leftOf(name: string): string[] {
  const names = existsSync(WORK) ? readdirSync(WORK) : [];
  return names.filter((one) => {
    const pid = one.startsWith(`${name}-`) ? /^\d+$/.exec(one.slice(name.length + 1))?.[0] : undefined;
    return pid !== undefined && (Number(pid) === process.pid || !processOf(Number(pid)));
  });
}

/** A root folder as a user has it: specs, stacks and Pulumi.yaml, with the product's program behind links. */
export class RootFolder {
  readonly path: string;

  /** Starts empty. Its name has the process's number in it, so that two runs of one test in one checkout work apart. */
  constructor(name: string) {
    this.path = join(WORK, `${name}-${process.pid}`);
    for (const left of leftOf(name)) rmSync(join(WORK, left), { recursive: true, force: true });
    mkdirSync(join(this.path, "stacks"), { recursive: true });
    mkdirSync(join(this.path, "specs"));
    mkdirSync(join(this.path, ".bookings", "state"), { recursive: true });
    for (const name of ["dist", "tools", "node_modules", "package.json"]) {
      symlinkSync(join(PRODUCT, name), join(this.path, name));
    }
    writeFileSync(join(this.path, "Pulumi.yaml"), projectFile);
  }

  /** Copies a folder over the root folder. */
  overlay(folder: string): void {
    if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
    cpSync(folder, this.path, { recursive: true });
  }

  write(file: string, text: string): void {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  remove(file: string): void {
    const path = join(this.path, file);
    if (!existsSync(path)) throw new Error(`There is no ${file} to remove.`);
    rmSync(path, { recursive: true });
  }

  /** Takes the folder away. */
  discard(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
