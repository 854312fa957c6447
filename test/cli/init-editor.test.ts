import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { validate } from "../../src/rules/validate";
import { memoryFiles } from "../../src/spec/spec-files";
import { SpecsFolder } from "../support/specs-folder";
import { organisation, validSpecs } from "../support/valid-specs";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

const PRODUCT = join(__dirname, "..", "..", "..");

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

describe("what bookings init writes for Visual Studio Code", () => {
  let folder: SpecsFolder;

  before(async () => {
    folder = new SpecsFolder({});
    const code = await run(
      ["init", "estate"],
      new FakeIo({ cwd: folder.root }),
      servicesOf(new FakeEngine({})),
    );
    expect(code).to.equal(0);
  });
  after(() => folder.remove());

  const json = <T>(file: string): T =>
    JSON.parse(readFileSync(join(folder.root, "estate", file), "utf8")) as T;

  it("leads each kind of spec to its schema", () => {
    const settings = json<{ "yaml.schemas": Record<string, string> }>(".vscode/settings.json");
    const schemas = Object.keys(settings["yaml.schemas"]);
    expect(schemas).to.have.length(4);
    for (const schema of schemas) {
      const file = schema.replace("./node_modules/nhsmail-bookings/", "");
      expect(existsSync(join(PRODUCT, file)), file).to.equal(true);
    }
  });

  it("has snippets that are valid as they stand", () => {
    const snippets = Object.values(json<Record<string, Snippet>>(".vscode/bookings.code-snippets"));
    const texts = new Map(
      snippets.map(({ prefix, body }) => [prefix, body.join("\n").replaceAll(/\$\{\d:(.*?)\}/g, "$1")]),
    );
    const [calendar = "", policy = ""] = [texts.get("calendar"), texts.get("policy")];
    const deleted = calendar.replace(/admins:[\s\S]*/, texts.get("deletion") ?? "");
    const specs = (more: Record<string, string>) => {
      const files = memoryFiles({ "specs/tenant.yaml": validSpecs["specs/tenant.yaml"] ?? "", ...more });
      return validate("/", files).problems.map(({ code, args }) => ({ code, args }));
    };
    const leeds = { "specs/leeds/organisation.yaml": organisation("Leeds") };
    const york = { "specs/york/organisation.yaml": texts.get("organisation") ?? "" };
    expect(specs({ ...leeds, ...york, "specs/leeds/calendars/a.yaml": calendar })).to.deep.equal([]);
    expect(specs({ ...leeds, "specs/leeds/policies/a.yaml": policy })).to.deep.equal([]);
    expect(specs({ ...leeds, "specs/leeds/calendars/a.yaml": deleted })).to.deep.equal([]);
  });
});
