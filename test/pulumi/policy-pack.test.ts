import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { foreignType, violationsOf } from "../../stacks/policy-rules";
import type { Playground } from "../playground/playground";
import { PRODUCT } from "../playground/product";
import { openClinics } from "./clinics";

const PACK = join(PRODUCT, "tools", "engine", "policy-pack");
const TYPE = "pulumi-nodejs:dynamic/nhsmail:BookingCalendar";
const RIGHT = {
  organisation: "Leeds",
  address: "LeedsX@nhs.net",
  tenantId: "t",
  status: "active",
  members: { "amy.shah@nhs.net": "admin" },
};

describe("The policy pack", function () {
  this.timeout(180_000);

  const violations = (props: object, isProtected = true, stack = "leeds") =>
    violationsOf({ type: TYPE, props: { ...RIGHT, ...props }, isProtected }, stack, undefined);

  it("asks of every calendar what must hold whoever wrote the program [OPS-6]", () => {
    expect(violations({})).to.deep.equal([]);
    expect(violations({}, true, "york")).to.deep.equal(["It is of Leeds, and this stack is of york."]);
    expect(violations({}, false)).to.have.length(1);
    expect(violations({ address: "YorkX@nhs.net" })).to.deep.equal([
      "Its address YorkX@nhs.net does not begin with Leeds.",
    ]);
    expect(violations({ address: "YorkX@nhs.net", adopted: true })).to.deep.equal([]);
    expect(violations({ members: { "amy.shah@nhs.net": "viewer" } })).to.deep.equal([
      "LeedsX@nhs.net has no admin.",
    ]);
    expect(violations({ status: "deleted", members: {} })).to.deep.equal([
      "LeedsX@nhs.net is to be deleted, and nothing confirms it.",
    ]);
    expect(foreignType("aws:s3/bucket:Bucket")).to.equal(true);
  });

  describe("through the engine", () => {
    let playground: Playground;
    before(async () => {
      playground = await openClinics("policy-pack");
    });
    after(async () => {
      await playground.close();
      playground.root.discard();
    });
    it("finds nothing against our own program [OPS-6]", async () => {
      await playground.pulumi(["stack", "init", "leeds"]);
      const words = ["preview", "--stack", "leeds", "--policy-pack", PACK];
      const { exitCode, stdout, stderr } = await playground.pulumi(words);
      expect(exitCode, stdout + stderr).to.equal(0);
      expect(stdout).to.contain("✅ nhsmail-bookings");
      expect(stdout).to.match(/nhsmail:BookingCalendar leedscardiologyheartfailure create/);
    });
    it("stops a program of someone else's that registers these calendars in another organisation's stack [OPS-6]", async () => {
      const dist = (name: string): string => JSON.stringify(join(PRODUCT, "dist", name));
      playground.root.write(
        "rogue.cjs",
        `const { declareOrganisation } = require(${dist("stacks/organisation-program.js")});
const { loadEstate } = require(${dist("src/model/load-estate.js")});
const { diskFiles } = require(${dist("src/spec/spec-files.js")});
const { tenant, organisations } = loadEstate(__dirname, diskFiles).estate;
declareOrganisation(tenant, organisations[0]);
`,
      );
      playground.root.write("provider.js", `module.exports = require(${dist("stacks/provider.js")});\n`);
      const project = readFileSync(join(playground.root.path, "Pulumi.yaml"), "utf8");
      playground.root.write("Pulumi.yaml", project.replace(/^main: .*$/m, "main: rogue.cjs"));
      await playground.pulumi(["stack", "init", "york"]);
      const { exitCode, stdout, stderr } = await playground.pulumi([
        "preview",
        "--stack",
        "york",
        "--policy-pack",
        PACK,
      ]);
      expect(exitCode, stdout).to.not.equal(0);
      expect(stdout, stderr).to.contain("It is of Leeds, and this stack is of york.");
    });
  });
});
