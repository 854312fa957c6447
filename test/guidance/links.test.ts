import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { organisation, validSpecs } from "../support/valid-specs";

const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

describe("a checkout's own logo and templates for guidance", function () {
  this.timeout(60_000);
  let folder: SpecsFolder;
  let elsewhere: SpecsFolder;
  const logo = () => join(folder.root, "guidance", "logo.png");
  const guidance = () => runBookings(["guidance", "leeds", "--for", "la"], { cwd: folder.root });

  beforeEach(() => {
    elsewhere = new SpecsFolder({});
    folder = new SpecsFolder({
      ...validSpecs,
      "specs/leeds/organisation.yaml": `${organisation("Leeds")}guidance:\n  logo: guidance/logo.png\n`,
    });
    mkdirSync(join(folder.root, "guidance"));
    writeFileSync(join(elsewhere.root, "logo.png"), DOT);
  });
  afterEach(() => {
    folder.remove();
    elsewhere.remove();
  });

  it("are read where they are files", async () => {
    writeFileSync(logo(), DOT);
    const { code, stderr } = await guidance();
    expect(code, stderr).to.equal(0);
  });

  it("are never links, devices or pipes, which are neither followed nor waited for [OPS-6]", async () => {
    symlinkSync(join(elsewhere.root, "logo.png"), logo());
    expect((await guidance()).stderr, "a file elsewhere").to.contain("guidance-bad-logo");
    rmSync(join(folder.root, "guidance"), { recursive: true });
    symlinkSync(elsewhere.root, join(folder.root, "guidance"));
    expect((await guidance()).stderr, "a folder elsewhere").to.contain("guidance-bad-logo");
    rmSync(join(folder.root, "guidance"));
    mkdirSync(join(folder.root, "guidance"));
    execFileSync("mkfifo", [logo()]);
    expect((await guidance()).stderr, "a pipe").to.contain("guidance-bad-logo");
    rmSync(logo());
    writeFileSync(logo(), DOT);
    symlinkSync("/dev/zero", join(folder.root, "guidance", "la.pptx"));
    expect((await guidance()).stderr, "a device").to.contain("guidance-bad-template");
  });
});
