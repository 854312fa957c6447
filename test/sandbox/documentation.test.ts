import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { adminRoutes } from "../../sandbox/admin";
import { settingShapes } from "../../sandbox/store/settings";

const page = readFileSync(join(__dirname, "../../../docs/sandbox.md"), "utf8");

describe("the page about the sandbox", () => {
  for (const [name, { default: value, about }] of Object.entries(settingShapes)) {
    it(`tells of the setting ${name}`, () => {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? "";
      expect(row).to.contain(about).and.to.contain(`\`${value}\``);
    });
  }

  it("tells of every request to the operator's endpoint", () => {
    const absent = adminRoutes.filter(({ method, path }) => !page.includes(`\`${method} ${path}`));
    expect(absent.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([]);
  });
});
