import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Playground } from "../playground/playground";
import { Beginning } from "./walker/beginning";
import { STORIES } from "./walker/read-stories";

const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";

describe("a calendar that no one here may delete", function () {
  this.timeout(300_000);
  const beginning = new Beginning();
  let playground: Playground;

  before(async () => {
    playground = await beginning.copy("closed-in-place");
    const file = join(playground.root.path, ".bookings", "identities.json");
    const { calendarDeleter: _none, ...identities } = JSON.parse(readFileSync(file, "utf8")) as Record<
      string,
      unknown
    >;
    writeFileSync(file, JSON.stringify(identities), { mode: 0o600 });
    playground.root.overlay(join(STORIES, "limits", "0-one-deleted"));
  });

  after(async () => {
    await playground?.close();
    playground?.root.discard();
    await beginning.discard();
  });

  it("is closed in place, and the administrator gets the exact command [DEL-4]", async () => {
    const { exitCode, stdout, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
    expect(exitCode, stderr).to.equal(6);
    expect(stdout + stderr).to.contain(`Remove-Mailbox -Identity ${ADDRESS}`);
    const closed = (await playground.tenant.calendars()).find(({ address }) => address === ADDRESS);
    expect(closed?.isPublished).to.equal(false);
    expect(closed?.staff.map(({ address }) => address)).to.deep.equal(["svc.leeds.bookings@nhs.net"]);
    const status = await playground.bookings(["status"]);
    expect(status.stdout, status.stderr).to.match(/awaiting removal/i);
  });

  it("is recorded as deleted once an administrator has removed it [DEL-4]", async () => {
    await playground.tenant.edit("DELETE", `/solutions/bookingBusinesses/${ADDRESS}`);
    const { exitCode, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
    expect(exitCode, stderr).to.equal(0);
    expect((await playground.bookings(["status"])).stdout).not.to.match(/awaiting removal/i);
  });
});
