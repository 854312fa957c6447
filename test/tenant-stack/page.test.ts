import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { settingShapes } from "../../sandbox/store/settings";
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
    const operators = Object.keys(microsoftIds.directoryOperatorPermissions).map(
      (name) => `Directory operator: Graph application permission \`${name}\``,
    );
    const all = [
      ...application,
      ...operators,
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

  it("asks all that Microsoft's documents leave open about what the product does, each with a way to find out", () => {
    const rows = rowsBelow("Questions to settle on the first real tenant");
    const asked = rows.map(([, question = ""]) => question).join("\n");
    for (const open of [
      "address is taken",
      "capitals of the name",
      "characters does Microsoft drop",
      "how long may an address be",
      "creator on the staff",
      "last administrator be removed",
      "role does it take to delete a calendar",
      "deleted calendar be used again",
      "e-mail sent again",
      "part of a complex property",
      "application change a member's role",
      "beyond 500 calendars",
      "`userPurpose` of a calendar's mailbox",
      "`$batch` work with Bookings",
    ])
      expect(asked).to.contain(open);
    for (const [number, , how = "", , depends = ""] of rows) {
      expect(how, `how to find out ${number}`).to.match(
        /`[^`]+`|^Step \d|\b(Make|Assign|Compare|Change|Add) /,
      );
      expect(depends, `what depends on ${number}`).to.match(/\w{4}/);
    }
    const settled = new Set(
      rows.flatMap(([, , , setting = ""]) => [...setting.matchAll(/`(\w+)`/g)].map(([, name]) => name)),
    );
    expect([...settled]).to.include.members([
      "duplicateName",
      "addressCase",
      "creatorBecomesStaff",
      "lastAdministratorGuard",
      "reuseDeletedAddress",
      "complexPatch",
      "listOverflow",
      "bookingMailboxPurpose",
      "batch",
      "markerOnCreate",
      "memberRoleWord",
    ]);
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
