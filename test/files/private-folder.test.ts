import { chmodSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { makePrivateFolder } from "../../src/files/private-folder";
import { SpecsFolder } from "../support/specs-folder";

describe("a folder for this account alone", () => {
  let folder: SpecsFolder;
  beforeEach(() => {
    folder = new SpecsFolder({});
  });
  afterEach(() => folder.remove());

  for (const umask of [0o000, 0o022, 0o277, 0o777])
    it(`is 0700 with those above it, under a umask of ${umask.toString(8)}`, () => {
      const place = join(folder.root, ".bookings", "journal");
      const usual = process.umask(umask);
      try {
        makePrivateFolder(place);
        makePrivateFolder(place);
      } finally {
        process.umask(usual);
      }
      const modes = [place, join(place, "..")].map((one) => (statSync(one).mode & 0o777).toString(8));
      expect(modes).to.deep.equal(["700", "700"]);
    });

  it("fails below a place that accepts no folders, and does not wait", () => {
    for (const place of ["/proc/none", "/proc/none/journal"])
      expect(() => makePrivateFolder(place)).to.throw(/ENOENT|EPERM|EACCES|EROFS/);
  });

  for (const below of ["", "journal", "state-copies/leeds"])
    it(`is taken away from others where .bookings was open to them (${below || "itself"} is there)`, () => {
      const bookings = join(folder.root, ".bookings");
      mkdirSync(join(bookings, below), { recursive: true });
      for (const one of [folder.root, bookings]) chmodSync(one, 0o755);
      makePrivateFolder(join(bookings, below));
      makePrivateFolder(join(bookings, "backups"));
      const modes = [folder.root, bookings].map((one) => (statSync(one).mode & 0o777).toString(8));
      expect(modes).to.deep.equal(["755", "700"]);
    });
});
