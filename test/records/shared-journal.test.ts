import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { BlobStore } from "../../src/files/blob-store";
import { readJournal } from "../../src/records/journal";
import { SharedJournal } from "../../src/records/shared-journal";

/** A container in memory, of which each blob takes a number of appends. */
class Container implements Pick<BlobStore, "get" | "append"> {
  readonly blobs = new Map<string, { content: Buffer; appends: number }>();
  /** How many of the next appends succeed without anybody hearing of it: the next look finds them. */
  unheard = 0;
  appends = 0;

  constructor(private readonly mostAppends = 50_000) {}

  get = async (name: string) => this.blobs.get(name)?.content;

  append: BlobStore["append"] = async (name, content, end) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    this.appends += 1;
    const blob = this.blobs.get(name) ?? { content: Buffer.alloc(0), appends: 0 };
    if (blob.content.length !== end) return "moved";
    if (blob.appends >= this.mostAppends) return "full";
    this.blobs.set(name, { content: Buffer.concat([blob.content, content]), appends: blob.appends + 1 });
    if (this.unheard-- > 0) return "moved";
    return "appended";
  };
}

describe("a journal in Blob storage", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "shared-journal-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (container: Container, name = "a"): SharedJournal =>
    new SharedJournal(container as unknown as BlobStore, "leeds", join(folder, `${name}.jsonl`));
  const read = async (container: Container) => {
    await open(container, "read").fetched();
    return readJournal(join(folder, "read.jsonl"));
  };
  const write = (journal: SharedJournal, count: number, who: string) =>
    Promise.all(
      Array.from({ length: count }, (_, index) => journal.append({ schema: 1, calendar: `${who}${index}` })),
    );

  it("keeps each line once, each naming the one before, when two runs write at once [OPS-7]", async () => {
    const container = new Container();
    await Promise.all([write(open(container), 40, "a"), write(open(container, "b"), 40, "b")]);
    const { lines, broken } = await read(container);
    expect(broken).to.deep.equal([]);
    expect(new Set(lines.map(({ calendar }) => calendar)).size).to.equal(80);
    expect(lines).to.have.length(80);
    // what waits is appended together
    expect(container.appends).to.be.lessThan(20);
  });

  it("finds a line whose append was not heard of, and does not write it again", async () => {
    const container = new Container();
    container.unheard = 1;
    await write(open(container), 1, "a");
    expect((await read(container)).lines).to.have.length(1);
  });

  it("begins another blob where one takes no more appends", async () => {
    const container = new Container(2);
    const journal = open(container);
    for (const who of ["a", "b", "c"]) await write(journal, 1, who);
    expect([...container.blobs.keys()]).to.deep.equal(["leeds/000001.jsonl", "leeds/000002.jsonl"]);
    await write(open(container, "later"), 1, "d");
    const { lines, broken } = await read(container);
    expect(lines.map(({ calendar }) => calendar)).to.deep.equal(["a0", "b0", "c0", "d0"]);
    expect(broken).to.deep.equal([]);
  });

  it("says so where it cannot be written, and goes on when it can again", async () => {
    const container = new Container();
    const journal = open(container);
    const { append } = container;
    container.append = () => Promise.reject(new Error("no network"));
    const failure = await journal.append({ schema: 1 }).catch((error: unknown) => error);
    expect(failure).to.be.an("error").with.property("message", "no network");
    container.append = append;
    await write(journal, 1, "a");
    expect((await read(container)).lines).to.have.length(1);
  });
});
