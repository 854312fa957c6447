import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const calendar = "/solutions/bookingBusinesses/Leeds@nhs.net";
const json = { headers: { "Content-Type": "application/json" } };

interface Item {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: { error?: { code: string } };
}

// What is refused as a whole, and in which words, is from Microsoft's page on JSON batching (concepts/json-batching.md of
// microsoft-graph-docs-contrib) and from reports of clients that met it; sandbox/graph/batch.ts names each.
describe("A batch", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({ seed: { calendars: [{ displayName: "Leeds" }] } });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.ReadWrite.All", "Bookings.Manage.All", "User.Read.All"]);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const send = (...requests: object[]) => client.call(token, "POST", "/$batch", { requests });
  const items = async (...requests: object[]): Promise<Item[]> => (await send(...requests)).body.responses;
  const refusal = async (...requests: object[]) => {
    const { status, body } = await send(...requests);
    return [status, body.error?.code, body.error?.message];
  };
  const read = (id: string, more: object = {}) => ({ id, method: "GET", url: calendar, ...more });
  const write = (id: string, more: object = {}) => ({ id, method: "PATCH", url: calendar, ...more });
  const phone = async () => (await client.call(token, "GET", calendar)).body.phone;

  it("does nothing at all when one of its writes does not say what its body is", async () => {
    const before = await phone();
    const good = write("1", { ...json, body: { phone: "first" } });
    expect(await refusal(good, write("2", { body: { phone: "second" } }))).to.deep.equal([
      400,
      "BadRequest",
      "Write request with id '2' does not contain a Content-Type header.",
    ]);
    expect(await phone()).to.equal(before);
  });

  it("wants a body of every write, an empty one where there is nothing to say, and of no deletion", async () => {
    const publish = { id: "p", method: "POST", url: `${calendar}/publish` };
    expect(await refusal(publish)).to.deep.equal([
      400,
      "BadRequest",
      "Write request id : p does not contain Content-Type header or body.",
    ]);
    const [published] = await items({ ...publish, ...json, body: {} });
    expect(published?.status).to.equal(204);
    const [gone] = await items({ id: "d", method: "DELETE", url: `${calendar}/services/none` });
    expect(gone?.status).to.equal(404);
  });

  it("takes addresses below the version only, with a slash before them or without", async () => {
    const absolute = read("1", { url: `https://graph.microsoft.com/v1.0${calendar}` });
    expect(await refusal(absolute)).to.deep.equal([400, "BadRequest", "Invalid batch payload format."]);
    const statuses = (
      await items(read("1", { url: calendar.slice(1) }), read("2", { url: `/v1.0${calendar}` }))
    ).map(({ status }) => status);
    expect(statuses).to.deep.equal([200, 400]);
  });

  it("knows its items by their ids, in either case", async () => {
    expect((await refusal(read("a"), read("A")))[0]).to.equal(400);
    const [, second] = await items(read("Look"), read("after", { dependsOn: ["look"] }));
    expect(second?.status).to.equal(200);
  });

  it("lets an item wait for earlier ones only", async () => {
    expect((await refusal(read("1", { dependsOn: ["2"] }), read("2")))[2]).to.contain(
      "Invalid dependency for request Id",
    );
  });

  it("tells of each item what its body is, also when it was refused or not done", async () => {
    const url = "/solutions/bookingBusinesses/nobody@nhs.net";
    const [found, missing, waiting] = await items(
      read("1"),
      read("2", { url }),
      read("3", { dependsOn: ["2"] }),
    );
    expect(found?.headers).to.include({
      "OData-Version": "4.0",
      "Cache-Control": "no-cache",
      "Content-Type":
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
    });
    for (const item of [missing, waiting]) expect(item?.headers["Content-Type"]).to.equal("application/json");
    expect([missing?.status, waiting?.status]).to.deep.equal([404, 424]);
  });

  it("is a line of the log that changed nothing, after a line for each of its items", async () => {
    await client.admin("DELETE", "log");
    await send(write("1", { ...json, body: { phone: "0113 496 0123" } }), read("2"));
    const { entries } = (await client.admin("GET", "log")).body;
    const lines = entries.map((one: Record<string, unknown>) => [
      one["via"],
      one["operation"],
      one["effect"],
    ]);
    expect(lines).to.deep.equal([
      ["batch", "bookingBusiness.update", "write"],
      ["batch", "bookingBusiness.get", "none"],
      ["http", "batch", "none"],
    ]);
  });

  it("is fully sequential or fully parallel, where that is set", async () => {
    const mixed = [read("1"), read("2", { dependsOn: ["1"] }), read("3"), read("4", { dependsOn: ["3"] })];
    const chain = [read("1"), read("2", { dependsOn: ["1"] }), read("3", { dependsOn: ["2"] })];
    const fan = [read("1"), read("2", { dependsOn: ["1"] }), read("3", { dependsOn: ["1"] })];
    expect((await send(...mixed)).status).to.equal(200);
    await client.admin("PUT", "settings", { batchOrder: "whole" });
    expect((await refusal(...mixed))[2]).to.equal(
      "Batch should be either fully sequential or fully parallel.",
    );
    for (const whole of [[read("1"), read("2")], chain, fan]) {
      expect((await send(...whole)).status).to.equal(200);
    }
  });
});
