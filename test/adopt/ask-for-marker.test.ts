import { expect } from "chai";
import { markerChanges } from "../../src/adopt/ask-for-marker";
import { loadEstate } from "../../src/model/load-estate";
import { VisibleError } from "../../src/problem/visible-error";
import { diskFiles } from "../../src/spec/spec-files";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, validSpecs } from "../support/valid-specs";

const FILES = ["specs/leeds/calendars/echo.yaml", "specs/leeds/calendars/knee.yaml"];
const block = (address: string): string => `adopted:\n  address: ${address}@nhs.net\n`;

describe("asking for the marker of adopted calendars", () => {
  let folder: SpecsFolder;
  beforeEach(() => {
    folder = new SpecsFolder({
      ...validSpecs,
      [FILES[0] ?? ""]: calendar("Cardiology", "Echo") + block("OldEcho"),
      [FILES[1] ?? ""]: calendar("Physio", "Knee") + block("OldKnee"),
    });
  });
  afterEach(() => folder.remove());

  const edits = (...addresses: string[]) => {
    const { estate } = loadEstate(folder.root, diskFiles);
    const [model] = estate?.organisations ?? [];
    if (!estate || !model) throw new Error("no specs");
    return markerChanges(estate, model, addresses).map(({ file, change }) => {
      const before = folder.read(file);
      return { file, before, after: change(before) };
    });
  };
  const refusal = (...addresses: string[]) => {
    try {
      return edits(...addresses);
    } catch (error) {
      return error instanceof VisibleError ? error.problems.map(({ code, args }) => [code, args]) : error;
    }
  };

  it("changes the block of each adopted calendar and no other spec, once [OPS-4]", () => {
    const made = edits();
    expect(made.map(({ file }) => file)).to.deep.equal(FILES);
    for (const { before, after } of made) expect(after).to.equal(`${before}  mark: true\n`);
    folder.write(Object.fromEntries(made.map(({ file, after }) => [file, after])));
    expect(edits()).to.deep.equal([]);
  });

  it("changes those whose addresses are given", () => {
    expect(edits("oldknee@NHS.net").map(({ file }) => file)).to.deep.equal([FILES[1]]);
    expect(refusal("OldKnee@nhs.net", "LeedsCardiologyHeartFailure@nhs.net")).to.deep.equal([
      ["adopt-not-adopted", { addresses: ["LeedsCardiologyHeartFailure@nhs.net"] }],
    ]);
  });

  it("changes nothing where the tenant leaves adopted calendars unmarked", () => {
    folder.write({ "specs/tenant.yaml": `${validSpecs["specs/tenant.yaml"]}markAdopted: false\n` });
    expect(refusal()).to.deep.equal([["adopt-marking-off", {}]]);
  });

  it("asks for no marker where the tenant wants none, also where an exception lets the spec pass", () => {
    const [file = ""] = FILES;
    const exception =
      "exceptions:\n  - { problem: marker-not-wanted, reason: r, owner: o, expires: 2030-01-01 }\n";
    folder.write({
      "specs/tenant.yaml": `${validSpecs["specs/tenant.yaml"]}markAdopted: false\n`,
      [file]: `${folder.read(file)}  mark: true\n${exception}`,
    });
    const [model] = loadEstate(folder.root, diskFiles).estate?.organisations ?? [];
    expect(model?.calendars.map(({ marker }) => marker)).to.deep.equal(["", "", ""]);
  });
});
