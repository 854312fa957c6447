import { expect } from "chai";
import type { Playground } from "../playground/playground";
import { openClinics } from "./clinics";

describe("The first creation of a run", function () {
  this.timeout(120_000);
  let playground: Playground;

  before(async () => {
    playground = await openClinics("canary", { settings: { mailboxDomain: "initialDomain" } });
  });

  after(async () => {
    await playground.close();
    playground.root.discard();
  });

  it("goes alone, and the others are not begun when it comes out under another address [NAM-3]", async () => {
    const { exitCode, stdout } = await playground.bookings(["up", "leeds", "--yes"]);
    expect(exitCode).to.equal(6);
    expect(stdout).to.match(
      /Microsoft Graph created the calendar as \w+@nhsnet\.onmicrosoft\.com instead of/,
    );
    const writes = (await playground.tenant.log()).filter(({ effect }) => effect === "write");
    expect(writes.map(({ operation }) => operation)).to.deep.equal(["bookingBusiness.create"]);
    expect(await playground.tenant.calendars()).to.have.length(1);
  });
});
