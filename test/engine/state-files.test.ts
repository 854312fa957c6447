import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import {
  assertNotOlder,
  copyState,
  damagedState,
  type StatePlace,
  writtenAt,
} from "../../src/engine/internals/state-files";
import { folderStore } from "../../src/engine/internals/state-store";
import { stateFile } from "../../src/engine/internals/stored-state";
import { VisibleError } from "../../src/problem/visible-error";
import { SpecsFolder } from "../support/specs-folder";

const wholeOf = (stack: string): string => JSON.stringify({ version: 3, checkpoint: { stack } });
const WHOLE = wholeOf("leeds");

describe("the state on a disk", () => {
  let folder: SpecsFolder;
  let file: string;
  let place: StatePlace;

  beforeEach(() => {
    folder = new SpecsFolder({});
    const state = join(folder.root, ".bookings", "state");
    const backend = { kind: "disk", folder: state, url: pathToFileURL(state).href } as const;
    place = { root: folder.root, backend, organisation: "leeds" };
    file = join(state, ".pulumi", "stacks", "nhsmail-bookings", "leeds.json");
    mkdirSync(join(file, ".."), { recursive: true });
  });

  afterEach(() => folder.remove());

  const store = () => folderStore(join(folder.root, ".bookings", "state"));
  const copy = async (ms: number): Promise<void> => {
    const state = await stateFile(store(), "leeds");
    if (state) await copyState(place, state, new Date(ms));
  };
  const copies = () => readdirSync(join(folder.root, ".bookings", "state-copies", "leeds"));
  const write = (name: string): void => writeFileSync(file, wholeOf(name));

  it("is sound where there is none, where it is whole, and in storage that cannot be seen from here", async () => {
    expect(await damagedState(place)).to.equal(undefined);
    writeFileSync(file, WHOLE);
    expect(await damagedState(place)).to.equal(undefined);
    const s3 = { kind: "elsewhere", url: "s3://state" } as const;
    expect(await damagedState({ ...place, backend: s3 })).to.equal(undefined);
  });

  for (const [damage, text] of [
    ["empty", ""],
    ["cut", WHOLE.slice(0, -5)],
    ["zeroed", "\0".repeat(WHOLE.length)],
    ["another file's content", "{}"],
  ] as const)
    it(`is refused when it is damaged (${damage}), with the newest whole copy named [OPS-5]`, async () => {
      write("york");
      await copy(1000);
      write("leeds");
      await copy(2000);
      writeFileSync(file, text);
      await copy(3000);
      const found = await damagedState(place);
      const newest = join(folder.root, ".bookings", "state-copies", "leeds", "2000.json");
      const args = { organisation: "leeds", file, copy: newest };
      expect(found).to.deep.include({ code: "state-damaged", args });
      expect(readFileSync(newest, "utf8")).to.equal(WHOLE);
    });

  it("is put back from the engine's own last step where there is no copy, unless that is damaged too [OPS-5]", async () => {
    writeFileSync(file, "");
    writeFileSync(`${file}.bak`, WHOLE);
    expect((await damagedState(place))?.args).to.include({ copy: `${file}.bak` });
    writeFileSync(`${file}.bak`, WHOLE.slice(0, -5));
    expect((await damagedState(place))?.args).not.to.have.property("copy");
    writeFileSync(file, WHOLE);
    expect(await damagedState(place), "the engine writes it again at its next step").to.equal(undefined);
  });

  for (const [damage, text] of [
    ["empty", ""],
    ["zeroed", "\0\0\0"],
    ["cut", "vers"],
  ] as const)
    it(`is refused where the file beside it that tells its form is damaged (${damage}) [OPS-5]`, async () => {
      writeFileSync(file, WHOLE);
      const meta = join(folder.root, ".bookings", "state", ".pulumi", "meta.yaml");
      writeFileSync(meta, "version: 1\n");
      expect(await damagedState(place)).to.equal(undefined);
      writeFileSync(meta, text);
      expect(await damagedState(place)).to.deep.include({ args: { file: meta } });
    });

  it("says when it was written, on the disk and as the engine exports it", async () => {
    const manifest = { time: "2026-11-23T10:00:00Z" };
    writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { latest: { manifest } } }));
    const onDisk = await stateFile(store(), "leeds");
    expect(onDisk && writtenAt(onDisk)).to.equal(Date.parse(manifest.time));
    const bytes = Buffer.from(JSON.stringify({ version: 3, deployment: { manifest } }));
    const name = "leeds.json";
    expect(writtenAt({ name, bytes })).to.equal(Date.parse(manifest.time));
    expect(writtenAt({ name, bytes: Buffer.from(WHOLE) })).to.equal(undefined);
  });

  it("is refused where it was written more than ten minutes before the last change that the journal has [OPS-10]", () => {
    const minute = 60_000;
    const refusal = (written: number | undefined, lastChange: number | undefined): string => {
      try {
        assertNotOlder("leeds", written, lastChange);
        return "taken";
      } catch (error) {
        return error instanceof VisibleError ? `${error.problems[0]?.code} ${error.exitCode}` : "failed";
      }
    };
    expect(refusal(0, 11 * minute)).to.equal("state-older 5");
    for (const [written, change] of [
      [0, 9 * minute],
      [11 * minute, 0],
      [undefined, 0],
      [0, undefined],
    ])
      expect(refusal(written, change)).to.equal("taken");
  });

  it("is copied aside in five generations, and not twice where nothing changed", async () => {
    for (let run = 1; run <= 8; run += 1) {
      write(`run ${run}`);
      await copy(run * 1000);
      await copy(run * 1000 + 1);
    }
    expect(copies()).to.have.members(["4000", "5000", "6000", "7000", "8000"].map((ms) => `${ms}.json`));
  });
});
