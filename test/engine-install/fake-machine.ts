import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type EnsureOptions, enginePins } from "../../src/engine/install/engine-facts";

/** A made-up machine: a folder with programs (shell scripts), a cache, and an environment that sees nothing else. */
export class FakeMachine {
  readonly folder = mkdtempSync(path.join(tmpdir(), "engine-install-"));
  readonly bin = path.join(this.folder, "bin");
  readonly cache = path.join(this.folder, "cache");
  readonly modules = path.join(this.folder, "modules");
  readonly said: string[] = [];
  readonly stop = new AbortController();
  env: Record<string, string | undefined>;

  constructor() {
    for (const folder of [
      this.bin,
      path.join(this.modules, "cli"),
      path.join(this.modules, "nodejs-language"),
    ])
      mkdirSync(folder, { recursive: true });
    this.env = { PATH: `${this.bin}:/usr/bin:/bin`, BOOKINGS_ENGINE_DOWNLOAD: "off" };
  }

  /** Puts a shell script on the machine; by default on its PATH. */
  program(name: string, script: string, folder = this.bin): string {
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** A `pulumi` of that version with its language host beside it. */
  engine(version: string, folder = this.bin): string {
    this.program("pulumi-language-nodejs", "exit 0", folder);
    return this.program("pulumi", `echo v${version}`, folder);
  }

  /** A `go` whose `build` writes the program it was asked for after running the given script, and counts its runs. */
  go(version = "1.26.8", build = ":", toolchain = "local"): string {
    return this.program(
      "go",
      [
        `[ "$1" = env ] && { echo go${version}; echo ${toolchain}; exit 0; }`,
        `echo "$PWD $*" >> ${this.folder}/go-runs`,
        'while [ "$1" != -o ]; do shift; done; out=$2',
        `echo compiling >&2; ${build}`,
        `printf '#!/bin/sh\\necho v${enginePins.cli}\\n' > "$out"; chmod +x "$out"`,
      ].join("\n"),
    );
  }

  options(more: Partial<EnsureOptions> = {}): EnsureOptions {
    return {
      pins: enginePins,
      env: this.env,
      machine: "linux-x64",
      cache: this.cache,
      modules: this.modules,
      signal: this.stop.signal,
      say: (text) => this.said.push(text),
      ...more,
    };
  }

  get messages(): string {
    return this.said.join("\n");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
