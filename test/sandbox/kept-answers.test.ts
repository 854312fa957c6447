import { expect } from "chai";
import { entityBody } from "../../sandbox/odata/call";
import { jsonText } from "../../sandbox/odata/json-text";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const calendar = "/solutions/bookingBusinesses/LeedsXRay@nhs.net";

describe("answers that the sandbox keeps to give again", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({ seed: { calendars: [{ displayName: "LeedsXRay" }] } });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Read.All"]);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const get = (query = "", headers?: Record<string, string>) =>
    client.call(token, "GET", `${calendar}${query}`, undefined, headers);

  it("tell every change at once", async () => {
    for (const phone of ["0113 496 0001", "0113 496 0002", "0113 496 0001"]) {
      await client.admin("POST", "edit", { method: "PATCH", path: calendar, body: { phone } });
      expect((await get()).body.phone).to.equal(phone);
      expect((await get()).body.phone).to.equal(phone);
    }
  });

  it("are not mixed up with shorter ones about the same calendar", async () => {
    const whole = (await get()).text;
    expect(Object.keys((await get("?$select=phone")).body)).to.deep.equal(["@odata.context", "phone"]);
    const bare = await get("", { accept: "application/json;odata.metadata=none" });
    expect(bare.body).not.to.have.property("@odata.context");
    expect((await get()).text).to.equal(whole);
  });

  it("are as long as they say, whatever the letters", async () => {
    const body = { displayName: "Llanfair Pwllgwyngyll – clinig ŵyr" };
    await client.admin("POST", "edit", { method: "PATCH", path: calendar, body: { phone: "", ...body } });
    for (const _ of ["made", "kept"]) {
      const { text, headers, body: told } = await get();
      expect(told.displayName).to.equal(body.displayName);
      expect(headers["content-length"]).to.equal(String(Buffer.byteLength(text)));
    }
  });

  it("are made once for an entity, and cannot be changed by who gets them", () => {
    const currency = { id: "GBP", symbol: "£" };
    const body = entityBody("bookingCurrency", currency, "here");
    expect(entityBody("bookingCurrency", currency, "here")).to.equal(body);
    expect(jsonText(body)).to.equal(jsonText(body));
    expect(() => Object.assign(body, { symbol: "$" })).to.throw(TypeError);
    expect(entityBody("bookingCurrency", currency, "there")["@odata.context"]).to.equal("there");
    expect(entityBody("bookingCurrency", { ...currency, symbol: "p" }, "here")["symbol"]).to.equal("p");
  });
});
