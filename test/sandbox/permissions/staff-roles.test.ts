import { expect } from "chai";
import type { Sandbox } from "../../../sandbox/start";
import { TestClient } from "../support/client";
import { startSandbox } from "../support/plain";

const calendar = "/solutions/bookingBusinesses/Leeds@nhs.net";
const unknownId = "00000000-0000-0000-0000-000000000000";
const day = "start=2026-01-01T00:00:00Z&end=2026-01-02T00:00:00Z";

const reading = [
  `GET ${calendar}`,
  ...["staffMembers", "services", "appointments", "customers", "customQuestions"].flatMap((segment) => [
    `GET ${calendar}/${segment}`,
    `GET ${calendar}/${segment}/${unknownId}`,
  ]),
  `GET ${calendar}/calendarView?${day}`,
];
const changing = (segment: string) => [
  `POST ${calendar}/${segment}`,
  `PATCH ${calendar}/${segment}/${unknownId}`,
  `DELETE ${calendar}/${segment}/${unknownId}`,
];
const booking = [
  ...changing("appointments"),
  `POST ${calendar}/appointments/${unknownId}/cancel`,
  ...changing("customers"),
];
const arranging = [...changing("staffMembers"), ...changing("services"), ...changing("customQuestions")];
const ruling = [`PATCH ${calendar}`, `POST ${calendar}/publish`, `POST ${calendar}/unpublish`];
const everything = [...reading, ...booking, ...arranging, ...ruling];

/** What each role may do. No one may ask for availability: that is for applications. */
const allowed: Record<string, readonly string[]> = {
  administrator: everything,
  scheduler: [...reading, ...booking],
  teamMember: [...reading, ...booking],
  viewer: reading,
  guest: [],
  externalGuest: [],
  none: [],
};

describe("staff roles: every operation in a calendar with every role", () => {
  let sandbox: Sandbox;
  let client: TestClient;

  before(async () => {
    const roles = Object.keys(allowed).filter((role) => role !== "none");
    sandbox = await startSandbox({
      settings: { throttling: false },
      seed: {
        users: [...Object.keys(allowed)].map((role) => ({ address: `${role}@nhs.net` })),
        calendars: [
          {
            displayName: "Leeds",
            staff: roles.map((role) => ({ address: `${role}@nhs.net`, role, status: "active" })),
          },
          { displayName: "York", staff: [{ address: "none@nhs.net", role: "administrator" }] },
        ],
      },
    });
    client = new TestClient(sandbox);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const all = [
    "Bookings.Manage.All",
    "Bookings.ReadWrite.All",
    "Bookings.Read.All",
    "BookingsAppointment.ReadWrite.All",
  ];
  const outcome = async (token: string, call: string) => {
    const [method = "", url = ""] = call.split(" ");
    const body = method === "POST" || method === "PATCH" ? {} : undefined;
    const answer = await client.call(token, method, url, body);
    return `${answer.status} ${answer.body?.error?.code ?? ""}`.trim();
  };

  for (const [role, mine] of Object.entries(allowed)) {
    it(`${role} may do ${mine.length} of ${everything.length}`, async () => {
      const token = await client.minted(all, `${role}@nhs.net`);
      // Without a role that can read, the calendar is not there.
      const refusal = mine.length > 0 ? "403 ErrorAccessDenied" : "404 ErrorFolderNotFound";
      const got: string[] = [];
      for (const call of everything) {
        if ((await outcome(token, call)) !== refusal) got.push(call);
      }
      expect(got).to.deep.equal(
        mine
          .filter((call) => everything.includes(call))
          .sort((a, b) => everything.indexOf(a) - everything.indexOf(b)),
      );
    });

    it(`${role} of one calendar has no role in another`, async () => {
      const token = await client.minted(all, `${role === "none" ? "viewer" : role}@nhs.net`);
      const elsewhere = calendar.replace("Leeds", "York");
      for (const call of everything) {
        expect(await outcome(token, call.replace(calendar, elsewhere))).to.equal("404 ErrorFolderNotFound");
      }
    });
  }

  it("only administrators delete, and change roles", async () => {
    const admin = await client.minted(all, "administrator@nhs.net");
    const { body } = await client.call(admin, "GET", `${calendar}/staffMembers`);
    const guest = body.value.find((one: { emailAddress: string }) => one.emailAddress === "guest@nhs.net").id;
    for (const role of Object.keys(allowed).filter((one) => one !== "administrator")) {
      const token = await client.minted(all, `${role}@nhs.net`);
      const sent = await client.call(token, "PATCH", `${calendar}/staffMembers/${guest}`, {
        role: "administrator",
      });
      expect(sent.status, role).to.be.oneOf([403, 404]);
      expect(await outcome(token, `DELETE ${calendar}`), role).to.match(/^40[34]/);
    }
    expect(
      (await client.call(admin, "PATCH", `${calendar}/staffMembers/${guest}`, { role: "viewer" })).status,
    ).to.equal(204);
    expect(await outcome(admin, `DELETE ${calendar}`)).to.equal("204");
  });
});
