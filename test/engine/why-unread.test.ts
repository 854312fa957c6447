import { expect } from "chai";
import { StepLedger } from "../../src/engine/internals/engine-events";
import { whyUnread } from "../../src/engine/run-problems";
import { type Problem, problem } from "../../src/problem/problem";
import { tenant } from "../support/model";
import { began, complained, failedAt, inputs, URN } from "./events";

const unread = problem("calendar-look-failed", { name: "a", reason: "it was not" });
const signIn = problem("sign-in-failed", { identity: "observer", why: "the secret has ended" });

/** What is said of calendars of a tenant that could not be read. */
async function said(recorded: string, failures: readonly Problem[], signs: readonly Problem[] = []) {
  const ledger = new StepLedger();
  for (const event of [
    began("refresh", { ...inputs, tenantId: recorded }),
    failedAt("refresh"),
    complained("no", URN),
  ]) {
    ledger.note(event);
  }
  const found = await whyUnread(failures, tenant, ledger, async () => signs);
  return found.map(({ code }) => code);
}

describe("why nothing could be read", () => {
  it("is the other tenant where the record is of one", async () => {
    expect(await said("22222222-2222-4222-8222-222222222222", [unread])).to.deep.equal(["tenant-changed"]);
  });

  it("is the sign-in where that fails, once and not for each calendar", async () => {
    expect(await said(tenant.tenantId, [unread, unread], [signIn])).to.deep.equal(["sign-in-failed"]);
  });

  it("is what each calendar said where the sign-in works", async () => {
    expect(await said(tenant.tenantId.toUpperCase(), [unread])).to.deep.equal(["calendar-look-failed"]);
  });

  it("is not looked for where something else stopped the run", async () => {
    const failed = problem("engine-failed", { organisation: "leeds", message: "no" });
    expect(await said("22222222-2222-4222-8222-222222222222", [unread, failed], [signIn])).to.deep.equal([
      "calendar-look-failed",
      "engine-failed",
    ]);
  });
});
