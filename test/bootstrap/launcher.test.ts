import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";

const root = path.resolve(__dirname, "../../..");

describe("the command bookings", () => {
  let folder: string;
  let clone: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "launcher-"));
    clone = path.join(folder, "a clone");
    cpSync(path.join(root, "bin/bookings"), path.join(clone, "bin/bookings"), { recursive: true });
    mkdirSync(path.join(clone, "dist/src/cli"), { recursive: true });
    const program = "console.log(JSON.stringify([process.version, process.cwd(), ...process.argv.slice(2)]))";
    writeFileSync(path.join(clone, "dist/src/cli/main.js"), program);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(file: string, text: string): void {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
  }
  const bookings = path.join("a clone", "bin", "bookings");

  it("works through links, from any folder, and passes arguments on as they are", () => {
    mkdirSync(path.join(folder, "bin"));
    symlinkSync(path.join("..", bookings), path.join(folder, "bin/first"));
    symlinkSync("first", path.join(folder, "bin/second"));
    const output = execFileSync(path.join(folder, "bin/second"), ["list", "a b", "$HOME"], {
      cwd: "/",
      encoding: "utf8",
    });
    expect(JSON.parse(output).slice(1)).to.deep.equal(["/", "list", "a b", "$HOME"]);
  });

  it("prefers the Node that npm installed to the machine's", () => {
    program(path.join(clone, "node_modules/.bin/node"), 'echo "pinned $*"');
    const output = execFileSync(path.join(folder, bookings), ["list"], { encoding: "utf8" });
    expect(output).to.match(/^pinned .*main\.js list\n$/);
  });

  it("says which Node is needed where there is only an old one, or none", () => {
    program(path.join(folder, "old/node"), "echo v20.1.0");
    const old = spawnSync(path.join(folder, bookings), {
      encoding: "utf8",
      env: { PATH: `${folder}/old:/usr/bin:/bin` },
    });
    expect(old.status).to.equal(1);
    expect(old.stderr).to.include("Node 22 or newer is needed, and this is v20.1.0");
  });

  it("says what to do when the program is not built", () => {
    rmSync(path.join(clone, "dist"), { recursive: true });
    const { status, stderr } = spawnSync(path.join(folder, bookings), { encoding: "utf8" });
    expect(status).to.equal(1);
    expect(stderr).to.include("not built yet: run npm start");
  });
});
