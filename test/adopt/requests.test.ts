import { expect } from "chai";
import { findCalendars } from "../../src/adopt/find-calendars";
import { Progress } from "../../src/cli/progress";
import { FakeIo } from "../cli/fake-io";
import { testTenant } from "../providers/sandbox-tenant";

const CALENDARS = 400;
const OTHERS = 2_600;
const people = Array.from({ length: 90 }, (_, i) => `person.${i}@nhs.net`);

/** Two questions about each calendar, twenty to a request. */
const LOOKS = Math.ceil((2 * CALENDARS) / 20);
/** Everybody by address and by principal name, fifteen to a question; then each mailbox. */
const PEOPLE = Math.ceil((2 * Math.ceil(people.length / 15)) / 20) + Math.ceil(people.length / 20);

describe("finding what an organisation can adopt", function () {
  this.timeout(60_000);

  it("asks for 400 calendars in a tenant of 3,000 in the fewest requests, and tells how far it is [OPS-4]", async () => {
    const tenant = await testTenant({
      seed: {
        users: people.map((address) => ({ address, organisation: "Leeds" })),
        calendars: Array.from({ length: CALENDARS }, (_, i) => ({
          displayName: `LeedsClinicNo${i}`,
          email: people[i % 90] ?? "",
          staff: [0, 7, 31].map((n) => ({ address: people[(i + n) % 90] ?? "", role: "administrator" })),
        })),
        generate: { calendars: OTHERS },
      },
      settings: { bookingsPaging: "none", directoryPaging: "pages" },
    });
    try {
      const graph = tenant.observer();
      const told: string[] = [];
      const [terminal, pipeline] = [true, false].map(
        (is) => new FakeIo({ cwd: "/", terminal: is, width: 60 }),
      );
      const bars = [terminal, pipeline].flatMap((io) => (io ? [new Progress(io)] : []));
      const found = await findCalendars(graph, {
        ...{ shortName: "Leeds", directoryName: "Leeds", attribute: "companyName" },
        ...{ addresses: [], known: new Set(), others: [], operators: new Set(), everywhere: false },
        onProgress: (done, total) => {
          told.push(`${done} of ${total}`);
          for (const bar of bars) bar.step(`leeds: reading calendars, ${done} of ${total}`);
        },
      });
      expect(found.calendars).to.have.length(CALENDARS);
      expect(found.problems).to.deep.equal([]);
      expect(graph.counters.http).to.be.at.most(1 + LOOKS + PEOPLE);
      expect(told).to.deep.equal(["0 of 400", "100 of 400", "200 of 400", "300 of 400"]);
      for (const bar of bars) bar.done();
      expect(terminal?.stderrText)
        .to.contain("\r\u001b[2Kleeds: reading calendars, 300 of 400")
        .and.not.contain("\n");
      expect(pipeline?.stderrText).to.match(/^(leeds: reading calendars, \d+ of 400 …\n)+$/);
    } finally {
      await tenant.close();
    }
  });

  it("takes a list that was cut for incomplete, asks by the letters that may follow, and adopts what is shown [OPS-4] [DEL-5]", async () => {
    const names = ["LeedsAudiology", "LeedsBreast", "LeedsCardiology", "LeedsDental"];
    const tenant = await testTenant({
      seed: { calendars: names.map((displayName) => ({ displayName, staff: [] })) },
      settings: { listLimit: 2, listOverflow: "error" },
    });
    try {
      const found = await findCalendars(tenant.observer(), {
        ...{ shortName: "Leeds", directoryName: "Leeds", attribute: "companyName" },
        ...{ addresses: [], known: new Set(), others: [], operators: new Set(), everywhere: false },
      });
      expect(found.calendars.map(({ business }) => business.displayName)).to.have.members(names);
      expect(found.problems.map(({ code }) => code)).to.deep.equal(["adopt-list-incomplete"]);
    } finally {
      await tenant.close();
    }
  });

  const staffed = {
    calendars: [
      { displayName: "Line One", staff: [{ address: "svc.leeds.bookings@nhs.net", role: "administrator" }] },
      { displayName: "Line Two", staff: [{ address: "amy.shah@nhs.net", role: "administrator" }] },
      {
        displayName: "Line Three",
        staff: [
          { address: "amy.shah@nhs.net", role: "administrator" },
          { address: "zoe.hall@nhs.net", role: "administrator" },
        ],
      },
      { displayName: "Line Four", staff: [{ address: "amy.shah@nhs.net", role: "viewer" }] },
      { displayName: "HullLine", staff: [{ address: "amy.shah@nhs.net", role: "administrator" }] },
    ],
  };

  for (const everywhere of [false, true]) {
    const how = everywhere ? "and, everywhere, those whose admins are all of the organisation" : "only";
    it(`finds calendars of other names by the operator on their staff ${how} [OPS-4]`, async () => {
      const tenant = await testTenant({
        seed: {
          users: [
            { address: "amy.shah@nhs.net", organisation: "Leeds" },
            { address: "zoe.hall@nhs.net", organisation: "York" },
          ],
          ...staffed,
        },
      });
      try {
        const found = await findCalendars(tenant.observer(), {
          ...{ shortName: "Leeds", directoryName: "Leeds", attribute: "companyName" },
          ...{ addresses: [], known: new Set(), others: ["hull"], everywhere },
          operators: new Set(["svc.leeds.bookings@nhs.net"]),
          operator: tenant.operator(),
        });
        expect(found.calendars.map(({ business }) => business.displayName)).to.have.members(
          everywhere ? ["Line One", "Line Two"] : ["Line One"],
        );
        expect(found.problems.map(({ code, args }) => [code, args.address])).to.deep.equal(
          everywhere ? [["adopt-perhaps-ours", "LineThree@nhs.net"]] : [],
        );
      } finally {
        await tenant.close();
      }
    });
  }
});
