import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { stateBackend } from "../../src/engine/backend";
import { readLocks, removeLocks } from "../../src/engine/internals/lock-files";
import { holderState, holderWords } from "../../src/engine/lock";
import { PROJECT } from "../../src/plan/project";
import { SpecsFolder } from "../support/specs-folder";

describe("locks of a stack on a disk", () => {
  const FOLDER = join("state", ".pulumi", "locks", "organization", PROJECT, "leeds");
  const here = { root: "/clone", home: undefined };
  let folder: SpecsFolder;
  beforeEach(() => {
    folder = new SpecsFolder({});
  });
  afterEach(() => folder.remove());
  const locks = () => readLocks(stateBackend(`file://${join(folder.root, "state")}`, here), "leeds");

  it("are none where no one holds it", async () => {
    expect(await locks()).to.deep.equal([]);
    expect(await readLocks(stateBackend("s3://state", here), "leeds")).to.deep.equal([]);
  });

  it("are told with who took them, where and when [UPD-2]", async () => {
    const lock = { pid: 4711, username: "ci", hostname: "runner-1", timestamp: "2026-11-23T04:30:00Z" };
    folder.write({ [join(FOLDER, "a.json")]: JSON.stringify(lock), [join(FOLDER, "a.json.attrs")]: "{}" });
    const file = join(folder.root, FOLDER, "a.json");
    expect(await locks()).to.deep.equal([
      { user: "ci", host: "runner-1", pid: 4711, since: "2026-11-23T04:30:00Z", file },
    ]);
  });

  it("are what a run left that was killed while it took one: the engine takes any file there for a lock [UPD-2]", async () => {
    const lock = JSON.stringify({ pid: 4711, username: "ci", hostname: "runner-1", timestamp: "" });
    const whole = join(FOLDER, "a.json.18c1f0aa12.tmp");
    folder.write({
      [whole]: lock,
      [join(FOLDER, "b.json.18c1f0aa13.tmp")]: '{"pid":',
      [join(FOLDER, "c.json.attrs")]: "",
    });
    const [one, other, ...more] = await locks();
    expect(more).to.deep.equal([]);
    expect(one).to.include({ host: "runner-1", pid: 4711, file: join(folder.root, whole) });
    expect(other).to.include({ isUnreadable: true });
    await removeLocks(
      stateBackend(`file://${join(folder.root, "state")}`, here),
      [one, other].flatMap((holder) => holder?.file ?? []),
    );
    expect(await locks()).to.deep.equal([]);
  });

  it("do not count as absent where they cannot be read", async () => {
    // not by chmod: root reads everything
    folder.write({ [FOLDER]: "" });
    expect(await locks(), "no folder").to.deep.equal([]);
    rmSync(join(folder.root, FOLDER));
    symlinkSync(FOLDER.split("/").at(-1) ?? "", join(folder.root, FOLDER));
    const why = await locks().catch((error: NodeJS.ErrnoException) => error.code);
    expect(why).to.equal("ELOOP");
  });

  for (const text of ["", "{", '{"pid":4711', "null", "{}", "[]", "nonsense"]) {
    it(`hold also when a power failure cut one short, and only a person's word unlocks them: ${JSON.stringify(text)} [UPD-2]`, async () => {
      folder.write({ [join(FOLDER, "a.json")]: "" });
      writeFileSync(join(folder.root, FOLDER, "a.json"), text);
      const [holder, ...others] = await locks();
      expect(others).to.deep.equal([]);
      if (!holder) throw new Error("taken for no lock");
      expect(holderState(holder)).to.equal("elsewhere");
      expect(holderWords(holder, new Date())).to.match(
        /^a run whose lock \S+\.json cannot be read, since 20/,
      );
    });
  }
});
