import { expect } from "chai";
import { bookingsOperations } from "../../../sandbox/bookings";
import { directoryOperations } from "../../../sandbox/operations";
import type { Sandbox } from "../../../sandbox/start";
import { TestClient } from "../support/client";
import { startSandbox } from "../support/plain";
import { type Expected, expectedOfBookings, expectedOfDirectory } from "./expected";
import { matrixCall, refusals } from "./matrix";

const expected: readonly Expected[] = [...expectedOfBookings, ...expectedOfDirectory];
const calls = expected.map(({ call }) => matrixCall(call));
const named = [
  ...new Set(
    expected.flatMap((row) => [...row.application, ...(row.delegated === "role" ? [] : row.delegated)]),
  ),
];
const permissions = [...named, "Mail.Read", "Sites.Read.All", "bookings.manage", "Bookings.Manage"].sort();

/** Calls that an identity gets through with, and calls that it is refused, where the table says the opposite. */
function differences(refused: boolean[], allowed: (row: Expected) => boolean): string[] {
  return expected.flatMap((row, at) =>
    refused[at] === allowed(row) ? [`${row.call} is ${refused[at] ? "refused" : "allowed"}`] : [],
  );
}

describe("permissions: every operation with every identity", () => {
  let sandbox: Sandbox;
  let client: TestClient;

  before(async () => {
    sandbox = await startSandbox({
      settings: { throttling: false },
      seed: { users: [{ address: "amy@nhs.net", licences: [{ sku: "ENTERPRISEPACK" }] }] },
    });
    client = new TestClient(sandbox);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  it("knows every operation that the sandbox has", () => {
    const shape = (method: string, path: string) =>
      `${method} ${path
        .split("?")[0]
        ?.replace(/\{.*?\}|\/GBP$/g, (key) => (key === "/GBP" ? "/{}" : "{}"))
        .replaceAll("microsoft.graph.", "")}`;
    const all = [...bookingsOperations, ...directoryOperations];
    const have = all.map(({ method, path }) => shape(method, path));
    const know = expected.map(({ call }) => shape(...(call.split(" ") as [string, string])));
    expect(have.filter((one) => !know.includes(one))).to.deep.equal([]);
    expect(know.filter((one) => !have.includes(one))).to.deep.equal([]);
  });

  for (const permission of permissions) {
    it(`the application permission ${permission} alone`, async () => {
      const refused = await refusals(client, await client.minted([permission]), calls);
      expect(differences(refused, (row) => row.application.includes(permission))).to.deep.equal([]);
    });

    it(`the delegated scope ${permission} alone`, async () => {
      const refused = await refusals(client, await client.minted([permission], "amy@nhs.net"), calls);
      // Where the scope is right, it is the person's role that decides: see below.
      const open = expected.map((row) => row.delegated === "role" && row.application.includes(permission));
      const allowed = ({ delegated }: Expected) => delegated !== "role" && delegated.includes(permission);
      const wrong = differences(
        refused.map((one, at) => one || open[at] === true),
        allowed,
      );
      expect(wrong).to.deep.equal([]);
    });
  }

  it("an application without any permission", async () => {
    const refused = await refusals(client, await client.minted([]), calls);
    expect(differences(refused, () => false)).to.deep.equal([]);
  });

  const broken: Record<string, () => Promise<Record<string, string>>> = {
    "no token": async () => ({}),
    "a token for another audience": async () => ({ audience: "https://management.azure.com" }),
    "a token of another tenant": async () => ({ tenantId: "00000000-0000-4000-8000-000000000000" }),
    "a token that has expired": async () => ({ lifetime: "-10" }),
  };
  for (const [what, change] of Object.entries(broken)) {
    it(`${what}, at every operation`, async () => {
      const given = await change();
      const everything = { roles: permissions, ...given, lifetime: Number(given["lifetime"] ?? 600) };
      const token = (await client.admin("POST", "token", everything)).body.accessToken;
      const headers: Record<string, string> = what === "no token" ? {} : { authorization: `Bearer ${token}` };
      for (const { method, url } of calls) {
        const sent = method === "GET" || method === "DELETE" ? {} : { body: {} };
        const { status, body } = await client.send(`${sandbox.url}${url}`, { method, headers, ...sent });
        expect([status, body.error.code], `${method} ${url}`).to.deep.equal([
          401,
          "InvalidAuthenticationToken",
        ]);
      }
    });
  }
});
