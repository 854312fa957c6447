import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { copyState, damagedState, stateOnDisk, writtenAt } from "../../src/engine/internals/state-files";
import { SpecsFolder } from "../support/specs-folder";

const WHOLE = JSON.stringify({ version: 3, checkpoint: { stack: "leeds" } });

describe("the state on a disk", () => {
  let folder: SpecsFolder;
  let file: string;
  let backend: string;

  beforeEach(() => {
    folder = new SpecsFolder({});
    const state = join(folder.root, ".bookings", "state");
    backend = pathToFileURL(state).href;
    file = join(state, ".pulumi", "stacks", "nhsmail-bookings", "leeds.json");
    mkdirSync(join(file, ".."), { recursive: true });
  });

  afterEach(() => folder.remove());

  const copy = (ms: number): void => {
    const state = stateOnDisk(backend, "leeds");
    if (state) copyState(folder.root, "leeds", state, new Date(ms));
  };

  it("is sound where there is none, where it is whole, and in storage that cannot be seen from here", () => {
    expect(damagedState(folder.root, backend, "leeds")).to.equal(undefined);
    writeFileSync(file, WHOLE);
    expect(damagedState(folder.root, backend, "leeds")).to.equal(undefined);
    expect(damagedState(folder.root, "azblob://state", "leeds")).to.equal(undefined);
  });

  for (const [damage, text] of [
    ["empty", ""],
    ["cut", WHOLE.slice(0, -5)],
    ["zeroed", "\0".repeat(WHOLE.length)],
    ["another file's content", "{}"],
  ] as const)
    it(`is refused when it is damaged (${damage}), with the newest whole copy named [OPS-5]`, () => {
      writeFileSync(file, WHOLE);
      copy(1000);
      copy(2000);
      writeFileSync(file, text);
      copy(3000);
      const found = damagedState(folder.root, backend, "leeds");
      const newest = join(folder.root, ".bookings", "state-copies", "leeds", "2000.json");
      const args = { organisation: "leeds", file, copy: newest };
      expect(found).to.deep.include({ code: "state-damaged", args });
      expect(readFileSync(newest, "utf8")).to.equal(WHOLE);
    });

  for (const [damage, text] of [
    ["empty", ""],
    ["zeroed", "\0\0\0"],
    ["cut", "vers"],
  ] as const)
    it(`is refused where the file beside it that tells its form is damaged (${damage}) [OPS-5]`, () => {
      writeFileSync(file, WHOLE);
      const meta = join(folder.root, ".bookings", "state", ".pulumi", "meta.yaml");
      writeFileSync(meta, "version: 1\n");
      expect(damagedState(folder.root, backend, "leeds")).to.equal(undefined);
      writeFileSync(meta, text);
      expect(damagedState(folder.root, backend, "leeds")).to.deep.include({ args: { file: meta } });
    });

  it("says when it was written, on the disk and as the engine exports it", () => {
    const manifest = { time: "2026-11-23T10:00:00Z" };
    writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { latest: { manifest } } }));
    const onDisk = stateOnDisk(backend, "leeds");
    expect(onDisk && writtenAt(onDisk)).to.equal(Date.parse(manifest.time));
    const bytes = Buffer.from(JSON.stringify({ version: 3, deployment: { manifest } }));
    expect(writtenAt({ bytes, isZipped: false })).to.equal(Date.parse(manifest.time));
    expect(writtenAt({ bytes: Buffer.from(WHOLE), isZipped: false })).to.equal(undefined);
  });

  it("is copied aside in five generations", () => {
    writeFileSync(file, WHOLE);
    for (let run = 1; run <= 8; run += 1) copy(run * 1000);
    const copies = readdirSync(join(folder.root, ".bookings", "state-copies", "leeds"));
    expect(copies).to.have.members(["4000", "5000", "6000", "7000", "8000"].map((ms) => `${ms}.json`));
  });
});
