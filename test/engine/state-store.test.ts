import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { StateBackend } from "../../src/engine/backend";
import {
  dropCutAttributes,
  moveStack,
  openStateStore,
  pruneHistory,
} from "../../src/engine/internals/state-store";

describe("the files of a state", () => {
  let top: string;
  const place = (name: string): StateBackend & { readonly kind: "disk" } => {
    const folder = join(top, name);
    return { kind: "disk", folder, url: pathToFileURL(folder).href };
  };
  const store = (name: string) => {
    const opened = openStateStore(place(name), {});
    if (!opened) throw new Error("not opened");
    return opened;
  };
  const STATE = ".pulumi/stacks/nhsmail-bookings/leeds.json";
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), "state-store-"));
  });
  afterEach(() => rmSync(top, { recursive: true }));

  it("lose what the engine keeps of runs long ago, and nothing of another stack", async () => {
    const time = (run: number): string => String(1795913209434947806n + BigInt(run));
    for (let run = 0; run < 5; run += 1) {
      for (const stack of ["leeds", "york"]) {
        const folder = `nhsmail-bookings/${stack}/${stack}`;
        for (const kind of ["history", "checkpoint"])
          await store("a").putNew(`.pulumi/history/${folder}-${time(run)}.${kind}.json`, Buffer.from("{}"));
        await store("a").putNew(`.pulumi/backups/${folder}.${time(run)}.json`, Buffer.from("{}"));
      }
    }
    await pruneHistory(store("a"), "leeds", 2);
    expect(await store("a").list(".pulumi/history/nhsmail-bookings/leeds/")).to.deep.equal(
      [3, 4].flatMap((run) =>
        ["checkpoint", "history"].map(
          (kind) => `.pulumi/history/nhsmail-bookings/leeds/leeds-${time(run)}.${kind}.json`,
        ),
      ),
    );
    expect(await store("a").list(".pulumi/backups/nhsmail-bookings/leeds/")).to.have.length(2);
    expect(await store("a").list(".pulumi/history/nhsmail-bookings/york/")).to.have.length(10);
  });

  it("lose attributes that a killed engine left cut, and keep those that are whole and those of others", () => {
    const { folder } = place("a");
    const attributes = (name: string): string => join(folder, ".pulumi", `${name}.attrs`);
    const stacks = "stacks/nhsmail-bookings";
    const texts = {
      "meta.yaml": '{"user.content',
      [`${stacks}/leeds.json`]: "",
      [`${stacks}/leeds.json.bak`]: "{}",
      [`${stacks}/york.json`]: "",
    };
    mkdirSync(join(folder, ".pulumi", stacks), { recursive: true });
    for (const [name, text] of Object.entries(texts)) writeFileSync(attributes(name), text);
    dropCutAttributes({ folder }, "leeds");
    const kept = Object.keys(texts).filter((name) => existsSync(attributes(name)));
    expect(kept).to.deep.equal([`${stacks}/leeds.json.bak`, `${stacks}/york.json`]);
  });

  it("are not moved over another state, nor while a run holds the stack [UPD-2]", async () => {
    expect(await moveStack(place("a"), place("b"), "leeds", {})).to.equal("nothing");
    await store("a").putNew(STATE, Buffer.from('{"checkpoint":1}'));
    await store("b").putNew(STATE, Buffer.from('{"checkpoint":2}'));
    expect(await moveStack(place("a"), place("b"), "leeds", {})).to.equal("there");
    await store("a").putNew(".pulumi/locks/organization/nhsmail-bookings/leeds/x.json", Buffer.from("{}"));
    expect(await moveStack(place("a"), place("c"), "leeds", {})).to.equal("locked");
    expect(await store("c").list("")).to.deep.equal([]);
    expect(String(await store("a").get(STATE))).to.equal('{"checkpoint":1}');
    expect(await store("a").list(".pulumi/locks/")).to.have.length(1);
  });

  it("may be moved again where a move was interrupted, and are out of the way afterwards", async () => {
    await store("a").putNew(STATE, Buffer.from('{"checkpoint":1}'));
    await store("b").putNew(STATE, Buffer.from('{"checkpoint":1}'));
    expect(await moveStack(place("a"), place("b"), "leeds", {})).to.equal("moved");
    expect(await store("a").get(STATE)).to.equal(undefined);
    expect(String(await store("a").get(`${STATE}.moved`))).to.equal('{"checkpoint":1}');
    expect(await moveStack(place("a"), place("b"), "leeds", {})).to.equal("nothing");
  });
});
