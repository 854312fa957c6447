import { expect } from "chai";
import fc from "fast-check";
import type { Sandbox } from "../../../sandbox/start";
import { TestClient } from "../support/client";
import { startSandbox } from "../support/plain";
import { type FuzzedRequest, requests } from "./request-grammar";

/** A small slice in every test run; `npm run fuzz:sandbox` runs many more. */
const runs = Number(process.env["SANDBOX_FUZZ_RUNS"] ?? 400);
const seed = process.env["SANDBOX_FUZZ_SEED"];

describe("requests made up by a grammar", function () {
  this.timeout(Math.max(60_000, runs * 100));
  let sandbox: Sandbox;
  let client: TestClient;
  let tokens: string[];
  let complaints: unknown[][];
  const complain = console.error;

  before(async () => {
    sandbox = await startSandbox({
      settings: { throttling: false },
      seed: {
        organisations: [{ shortName: "Leeds" }],
        users: [{ address: "amy@nhs.net", organisation: "Leeds", licences: [{ sku: "ENTERPRISEPACK" }] }],
        calendars: [{ displayName: "Leeds", staff: [{ address: "amy@nhs.net", role: "administrator" }] }],
      },
    });
    client = new TestClient(sandbox);
    const bookings = ["Bookings.Manage.All", "Bookings.ReadWrite.All", "BookingsAppointment.ReadWrite.All"];
    const directory = [
      "User.ReadWrite.All",
      "Group.ReadWrite.All",
      "Directory.ReadWrite.All",
      "LicenseAssignment.ReadWrite.All",
      "AdministrativeUnit.ReadWrite.All",
      "MailboxSettings.Read",
      "RoleManagement.ReadWrite.Directory",
    ];
    tokens = await Promise.all([
      client.minted([...bookings, ...directory]),
      client.minted([...bookings, ...directory], "amy@nhs.net"),
    ]);
    complaints = [];
    console.error = (...words: unknown[]) => void complaints.push(words);
  });

  after(async () => {
    console.error = complain;
    client.close();
    await sandbox.close();
  });

  async function send({ method, path, headers, body }: FuzzedRequest, token: string) {
    const began = performance.now();
    const answer = await client.send(`${sandbox.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
        ...headers,
      },
      ...(body === undefined ? {} : { raw: body }),
    });
    return { ...answer, milliseconds: performance.now() - began };
  }

  it("are answered as Graph would, in a moment, and never by a defect", async () => {
    const property = fc.asyncProperty(requests, fc.nat({ max: 1 }), async (request, who) => {
      const { status, body, milliseconds } = await send(request, tokens[who] ?? "");
      expect(status).to.be.within(200, 599);
      // The client itself follows `..`, out of Graph.
      const path = new URL(`${sandbox.url}${request.path}`).pathname;
      if (!path.startsWith("/v1.0/")) return;
      expect(milliseconds).to.be.below(5000);
      if (status >= 400 && request.method !== "HEAD")
        expect(body?.error?.code).to.be.a("string").and.not.equal("generalException");
      expect(complaints).to.deep.equal([]);
    });
    await fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed: Number(seed) }) });
  });
});
