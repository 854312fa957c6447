import { join } from "node:path";
import { expect } from "chai";
import { LanguageServer } from "./language-server";

const ROOT = join(__dirname, "..", "..", "..");

const TEXT = `# yaml-language-server: $schema=../../../schemas/booking-calendar.schema.json
kind: BookingCalendar
serviceArea: Cardiology
status:${" "}

`;

describe("an editor with YAML support, on a new spec with the line that names its schema", function () {
  this.timeout(60_000);
  let server: LanguageServer;
  let uri: string;

  before(async () => {
    // Whatever it would fetch goes to a port where no one listens.
    const nowhere = "http://127.0.0.1:9";
    server = await LanguageServer.start(ROOT, { ...process.env, http_proxy: nowhere, https_proxy: nowhere });
    uri = server.open(join(ROOT, "specs", "leeds", "calendars", "new.yaml"), TEXT);
  });
  after(() => server.stop());

  it("says what a field is for, with examples", async () => {
    const shown = await server.hover(uri, { line: 2, character: 3 });
    expect(shown).to.contain("The area that the clinic belongs to").and.to.contain("Ear, Nose & Throat");
  });

  it("offers the fields that are not there yet", async () => {
    const offered = await server.completion(uri, { line: 4, character: 0 });
    expect(offered).to.include.members(["clinicName", "replyTo", "phone", "admins", "viewers", "deletion"]);
    expect(offered).not.to.include("serviceArea");
  });

  it("offers the values that a field may have", async () => {
    expect(await server.completion(uri, { line: 3, character: 8 })).to.deep.equal([
      "active",
      "deleted",
      "handed-over",
    ]);
  });
});
