import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { columns } from "../../src/activity/columns";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { openInOffice } from "../support/office";
import { describeWith } from "../support/programs";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, validSpecs } from "../support/valid-specs";

const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";

describeWith(["soffice"], "bookings report, as a process, with the sandbox and LibreOffice", function () {
  this.timeout(120_000);
  let tenant: TestTenant;
  let folder: SpecsFolder;
  const report = (words: string[], env: Record<string, string> = {}) =>
    runBookings(["report", ...words], {
      cwd: folder.root,
      env: { ...tenant.env, NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile, CI: "false", ...env },
    });

  before(async () => {
    tenant = await testTenant({
      seed: {
        tenant: { tenantId: "6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034", domain: "nhs.net" },
        organisations: [{ shortName: "Leeds", operator: "svc.leeds.bookings@nhs.net" }],
        users: [
          { address: "amy.shah@nhs.net", displayName: "Amy Shah", organisation: "Leeds", mailbox: "user" },
        ],
        calendars: [
          {
            displayName: "LeedsDermatologyMoles",
            address: "LeedsDermatologyMoles@nhs.net",
            staff: [{ address: "amy.shah@nhs.net", role: "administrator" }],
          },
          {
            displayName: "LeedsCardiologyHeartFailure",
            address: ADDRESS,
            staff: [{ address: "amy.shah@nhs.net", role: "administrator" }],
            appointments: [
              {
                start: "2026-07-01T08:30:00Z",
                end: "2026-07-01T09:00:00Z",
                customer: '=HYPERLINK("x";"Llŷr")',
                service: "Echo",
              },
              {
                start: "2026-07-02T08:30:00Z",
                end: "2026-07-02T09:30:00Z",
                customer: 'D’Arcy "Bob"\tJones',
                service: "Echo",
              },
              {
                start: "2026-09-01T08:30:00Z",
                end: "2026-09-01T09:00:00Z",
                customer: "Later",
                service: "ECG",
              },
            ],
          },
        ],
      },
    });
    folder = new SpecsFolder({
      ...validSpecs,
      "specs/leeds/calendars/pacemaker.yaml": calendar("Cardiology", "Pacemaker"),
      "specs/leeds/calendars/moles.yaml": calendar("Dermatology", "Moles"),
    });
  });
  after(async () => {
    folder.remove();
    await tenant.close();
  });

  const july = ["--from", "2026-07-01", "--to", "2026-07-31"];

  it("writes a file that opens as a table, readable by its owner only [REP-1]", async () => {
    const { code, stderr } = await report([ADDRESS, ...july, "--with-patients"]);
    expect(code, stderr).to.equal(0);
    const file = join(folder.root, "LeedsCardiologyHeartFailure-2026-07-01-2026-07-31.tsv");
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    const filter = ["--infilter=Text - txt - csv (StarCalc):9,34,76,1,,2057,false,true"];
    const opened = openInOffice(file, "fods", (one) => readFileSync(one, "utf8"), filter);
    const rows = [...opened.matchAll(/<table:table-row[^>]*>(.*?)<\/table:table-row>/gs)].map(
      ([, row = ""]) => row,
    );
    const texts = rows.map((row) => [...row.matchAll(/<text:p>(.*?)<\/text:p>/gs)].map(([, text]) => text));
    expect(opened).not.to.contain("table:formula");
    expect(texts[0]?.map((text) => text?.replace("<text:s/>", " "))).to.deep.equal([...columns]);
    expect(rows[1]).to.contain('office:date-value="2026-07-01T09:30:00"');
    expect(texts[1]).to.include("30").and.include("Echo");
    expect(texts[1]?.join("|")).to.contain("Llŷr");
    expect(texts[2]?.join("|")).to.contain("D’Arcy");
    expect(texts.join("|")).not.to.contain("Later");
  });

  it("has no word of patients unless asked, also to stdout", async () => {
    const { code, stdout, stderr } = await report(["LeedsCardiologyHeartFailure", ...july, "--out", "-"]);
    expect(code, stderr).to.equal(0);
    expect(stdout.split("\n")).to.have.length(4);
    expect(stdout).not.to.match(/Llŷr|D’Arcy/);
    expect(stdout).to.contain("02/07/2026 09:30");
  });

  it("is refused in a pipeline, where totals are allowed", async () => {
    const refused = await report([ADDRESS], { CI: "true" });
    expect(refused.code).to.equal(5);
    expect(refused.stderr).to.contain("this is a pipeline");
    const totals = await report([ADDRESS, ...july, "--summary", "--by", "service"], { CI: "true" });
    expect(totals.code, totals.stderr).to.equal(0);
    expect(totals.stdout).to.equal(
      "Service  Appointments  Customers  Hours\nEcho                2          2    1.5\n",
    );
  });

  it("is written in a pipeline where that was allowed, for its owner only [REP-1]", async () => {
    const words = [ADDRESS, ...july, "--allow-ci", "--out", "allowed"];
    for (const env of [{ CI: "true" }, { TF_BUILD: "True" }]) {
      const { code, stderr } = await report(words, env);
      expect(code, stderr).to.equal(0);
      const file = join(folder.root, "allowed", "LeedsCardiologyHeartFailure-2026-07-01-2026-07-31.tsv");
      expect(statSync(file).mode & 0o777).to.equal(0o600);
      expect(readFileSync(file, "utf8").split("\n")).to.have.length(4);
    }
  });

  it("says how far it has come where it takes long [REP-1]", async () => {
    const slow = { operation: "calendarView.list", kind: "slow", delay: 3200 };
    await tenant.fault(slow);
    const { code, stderr } = await report([
      ...["LeedsCardiologyHeartFailure", "LeedsDermatologyMoles"],
      ...[...july, "--summary", "--by", "calendar"],
    ]);
    expect(code, stderr).to.equal(0);
    expect(stderr.split("\n").filter((line) => line.startsWith("["))).to.deep.equal([
      `[----------] ${ADDRESS}: 0 appointments …`,
      `[----------] ${ADDRESS}: 2 appointments …`,
    ]);
  });

  it("draws totals as a chart", async () => {
    const { code, stderr } = await report([ADDRESS, ...july, "--summary", "--chart", "a.png"]);
    expect(code, stderr).to.equal(0);
    expect(readFileSync(join(folder.root, "a.png")).subarray(1, 4).toString()).to.equal("PNG");
  });

  it("says what is wrong with what is asked for", async () => {
    for (const [words, text] of [
      [[], "no calendar is named"],
      [["LeedsCardiologyHeartFailur"], "Did you mean “LeedsCardiologyHeartFailure”?"],
      [[ADDRESS, "--from", "1 July"], "“1 July” is not a valid date"],
      [[ADDRESS, "--from", "2026-07-02", "--to", "2026-07-01"], "ends (2026-07-01) before it begins"],
      [[ADDRESS, "--days", "x"], "not a number of days"],
      [[ADDRESS, "--summary", "--by", "patient"], "“patient” is not known"],
      [[ADDRESS, "--summary", "--chart", "a.gif"], "neither an .svg nor a .png"],
    ] as const) {
      const { code, stderr } = await report([...words]);
      expect(code, stderr).to.equal(1);
      expect(stderr).to.contain(text);
    }
  });

  it("leaves no file of a calendar that it could not read, and says so", async () => {
    const words = ["LeedsCardiologyPacemaker", "--from", "2026-06-01", "--to", "2026-06-02", "--out", "out"];
    const { code, stderr } = await report(words);
    expect(code, stderr).to.equal(7);
    expect(stderr).to.contain("could not be read");
    expect(readdirSync(join(folder.root, "out"))).to.deep.equal([]);
  });
});
