import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const calendar = "/solutions/bookingBusinesses/Leeds@nhs.net";

describe("customers, questions, currencies and availability in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    const appointments = [
      { start: "2026-12-01T10:00:00Z", end: "2026-12-01T11:00:00Z", staff: ["amy@nhs.net"] },
    ];
    const staff = [{ address: "amy@nhs.net", role: "administrator" }];
    sandbox = await startSandbox({
      seed: {
        users: [{ address: "amy@nhs.net" }],
        calendars: [{ displayName: "Leeds", staff, appointments }],
      },
    });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Manage.All", "BookingsAppointment.ReadWrite.All"]);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const call = (method: string, path: string, body?: unknown) =>
    client.call(token, method, `${calendar}${path}`, body);

  it("keep customers, each with its type", async () => {
    const made = await call("POST", "/customers", { displayName: "Pat", emailAddress: "pat@example.org" });
    expect(made.body).to.include({ displayName: "Pat", "@odata.type": "#microsoft.graph.bookingCustomer" });
    expect((await call("PATCH", `/customers/${made.body.id}`, { displayName: "Patricia" })).status).to.equal(
      204,
    );
    expect((await call("GET", "/customers")).body.value[0].displayName).to.equal("Patricia");
    expect((await call("DELETE", `/customers/${made.body.id}`)).status).to.equal(204);
    expect((await call("GET", `/customers/${made.body.id}`)).body.error.code).to.equal("ErrorItemNotFound");
  });

  it("keep custom questions", async () => {
    const sent = { displayName: "Parking?", answerInputType: "radioButton", answerOptions: ["yes", "no"] };
    const made = await call("POST", "/customQuestions", sent);
    expect((await call("GET", `/customQuestions/${made.body.id}`)).body).to.deep.include(sent);
  });

  it("show when staff are free and when they are booked", async () => {
    const staffIds = [(await call("GET", "/staffMembers")).body.value[0].id];
    const time = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
    const asked = {
      staffIds,
      startDateTime: time("2026-12-01T00:00:00"),
      endDateTime: time("2026-12-02T00:00:00"),
    };
    const { body } = await call("POST", "/getStaffAvailability", asked);
    const items = body.value[0].availabilityItems;
    expect(
      items.map((i: { status: string; startDateTime: { dateTime: string } }) => [
        i.status,
        i.startDateTime.dateTime.slice(11, 16),
      ]),
    ).to.deep.equal([
      ["available", "08:00"],
      ["busy", "10:00"],
      ["available", "11:00"],
    ]);
    expect(
      (await call("POST", "/getStaffAvailability", { ...asked, staffIds: ["x"] })).body.error.code,
    ).to.equal("UnknownError");
  });

  it("list currencies for people only", async () => {
    const path = "/solutions/bookingCurrencies";
    expect((await client.call(token, "GET", path)).status).to.equal(403);
    const amy = await client.minted(["Bookings.Read.All"], "amy@nhs.net");
    expect((await client.call(amy, "GET", `${path}/GBP`)).body).to.include({ id: "GBP", symbol: "£" });
  });

  it("show the selected properties of a calendar only", async () => {
    expect(Object.keys((await call("GET", "?$select=id,phone")).body)).to.deep.equal([
      "@odata.context",
      "id",
      "phone",
    ]);
    expect((await call("GET", "?$select=colour")).status).to.equal(400);
  });
});
