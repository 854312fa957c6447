import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { passphraseFits } from "../../src/engine/internals/passphrase";
import { damagedSettings } from "../../src/engine/internals/stack-settings";
import { openStack } from "../../src/engine/internals/workspace";
import { VisibleError } from "../../src/problem/visible-error";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";

const FILE = "stacks/Pulumi.leeds.yaml";
/** As Pulumi 3.276 wrote it, for an empty passphrase. */
const SALT = "v1:PgSPyyeUQ3Q=:v1:uZf2eM8eIya9+/Lr:IQMoJRUDuwct91kGXeOeobqsz4QYKA==";
const WHOLE = `encryptionsalt: ${SALT}\n`;

describe("the engine's settings of a stack", () => {
  let folder: SpecsFolder;
  beforeEach(() => {
    folder = new SpecsFolder(validSpecs);
  });
  afterEach(() => folder.remove());
  const codeOf = (text: string) => {
    folder.write({ [FILE]: text });
    return damagedSettings(folder.root, "leeds")?.code;
  };

  it("are sound where there are none, where they are empty, and in every form that Pulumi writes", () => {
    expect(damagedSettings(folder.root, "leeds")).to.equal(undefined);
    const keyVault = "secretsprovider: azurekeyvault://x.vault.azure.net/keys/y\nencryptedkey: Zm9v\n";
    const settings = `# ours\n${WHOLE}config:\n  a:b: c\n  "d:e":\n    - f\n`;
    for (const text of ["", WHOLE, WHOLE.replace("\n", "\r\n"), keyVault, settings])
      expect(codeOf(text), text).to.equal(undefined);
    expect(passphraseFits(SALT, ""), "the form of this test's own").to.equal(true);
  });

  it("are damaged where they were cut at any letter or overwritten, which is no wrong passphrase [OPS-10]", () => {
    const lasting = WHOLE.trimEnd();
    const cuts = Array.from({ length: lasting.length - 1 }, (_, index) => lasting.slice(0, index + 1));
    for (const text of [...cuts, "\0".repeat(40), "{", "<html>"])
      expect(codeOf(text), text).to.equal("stack-settings-damaged");
    expect(passphraseFits(SALT.slice(0, -4), "")).to.equal(undefined);
  });

  it("are looked at before the engine is started, and by doctor", async () => {
    folder.write({ [FILE]: WHOLE.slice(0, 50) });
    const program = () => Promise.resolve({});
    const opening = openStack({ root: folder.root, organisation: "leeds", program });
    const why = await opening.then(
      () => "opened",
      (error: unknown) => error instanceof VisibleError && error.problems[0]?.code,
    );
    expect(why).to.equal("stack-settings-damaged");
    const { stdout } = await runBookings(["doctor", "--json"], { cwd: folder.root });
    expect(stdout).to.contain("stack-settings-damaged").and.to.contain(FILE);
    rmSync(join(folder.root, FILE));
  });
});
