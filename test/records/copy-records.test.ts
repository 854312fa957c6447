import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { VisibleError } from "../../src/problem/visible-error";
import { copyRecords, type RecordPlaces } from "../../src/records/open-records";

describe("copying records to storage that a team shares", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "copy-records-"));
    for (const folder of ["journal", "findings", "backups/leeds"])
      mkdirSync(join(root, ".bookings", folder), { recursive: true });
    for (const file of ["journal/leeds.jsonl", "findings/leeds.jsonl", "backups/leeds/one.json"])
      writeFileSync(join(root, ".bookings", file), "{}\n");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const places: RecordPlaces[] = [
    { journal: "azblob://here" },
    { findings: "azblob://here" },
    { backups: "azblob://here" },
  ];
  for (const to of places) {
    it(`says in words that no storage account is named: ${Object.keys(to)[0]} [OPS-7]`, async () => {
      const failure = await copyRecords({ root, env: {} }, "leeds", to).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(VisibleError);
      const [found] = (failure as VisibleError).problems;
      expect(found).to.include({ code: "records-not-copied" });
      expect(found?.args["place"]).to.equal("azblob://here");
      expect(found?.args["why"]).to.contain("no storage account is named");
    });
  }
});
