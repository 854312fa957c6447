import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { settingShapes } from "../../sandbox/settings/settings";
import { microsoftIds } from "../../stacks/tenant/microsoft-ids";

const page = readFileSync(join(__dirname, "..", "..", "..", "docs", "tenant.md"), "utf8");

/** The cells of the rows below a heading, up to the next one. */
function rowsBelow(heading: string): string[][] {
  const section = page.split(/^##+ /m).find((one) => one.startsWith(`${heading}\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const titleCase = (id: string): string =>
  id.replace(/(^|-)(.)/g, (_all, dash, one) => `${dash ? " " : ""}${one.toUpperCase()}`);

describe("docs/tenant.md", () => {
  it("tells every right that the stack can give, and no other", () => {
    const told = rowsBelow("What you approve").map(([identity, right]) => `${identity}: ${right}`);
    const application = Object.keys(microsoftIds.applicationPermissions).map(
      (name) => `Observer: Graph application permission \`${name}\``,
    );
    const delegated = Object.keys(microsoftIds.delegatedPermissions).map(
      (name) => `Service account: Graph delegated permission \`${name}\``,
    );
    const roles = Object.keys(microsoftIds.directoryRoles).map(
      (id) => `Directory operator: Directory role ${titleCase(id)}`,
    );
    const all = [
      ...application,
      ...delegated,
      ...roles,
      "Service account: May sign in through the calendar operator",
    ];
    expect([...told].sort()).to.deep.equal(all.sort());
  });

  it("numbers its open questions, and names settings that the sandbox has", () => {
    const rows = rowsBelow("Questions to settle on the first real tenant");
    expect(rows.map(([number]) => number)).to.deep.equal(rows.map((_row, i) => String(i + 1)));
    for (const [, , , setting = ""] of rows) {
      for (const [, name = ""] of setting.matchAll(/`(\w+)`/g)) expect(settingShapes).to.have.property(name);
      expect(setting).to.match(/^(none|`\w+`(, `\w+`)*)$/);
    }
  });

  it("links to headings and files that exist", () => {
    const headings = [...page.matchAll(/^##+ (.+)$/gm)].map(([, text = ""]) =>
      text
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-"),
    );
    for (const [, anchor = ""] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).to.include(anchor);
    for (const [, file = ""] of page.matchAll(/\]\(([^#:)]+\.md)\)/g)) {
      expect(() => readFileSync(join(__dirname, "..", "..", "..", "docs", file)), file).not.to.throw();
    }
  });
});
