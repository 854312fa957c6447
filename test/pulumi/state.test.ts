import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Playground } from "../playground/playground";
import { PRODUCT } from "../playground/product";
import { openClinics, SIX_MEMBERS } from "./clinics";
import { calendarsIn, recordsIn, type StateResource } from "./state";

/** Most bytes of a calendar with six members. */
const MOST_BYTES = 4096;
/** What a state of this version looks like. Recorded once; later versions must go on reading it. */
const RECORDED = join(PRODUCT, "test", "pulumi", "recorded", "schema-1.json");

/** The calendars of the recorded state, as the tenant has them. */
const LIVE = [
  {
    displayName: "LeedsCardiologyHeartFailure",
    email: "cardiology.hf@nhs.net",
    phone: "+44 113 496 0000",
    businessType: "managed from git: leeds/leedscardiologyheartfailure",
    staff: [
      ...SIX_MEMBERS.admins.map((address) => ({ address, role: "administrator" })),
      ...SIX_MEMBERS.viewers.map((address) => ({ address, role: "teamMember" })),
      { address: "svc.leeds.bookings@nhs.net", role: "administrator" },
    ],
  },
  {
    displayName: "LeedsPhysiotherapyKnee",
    email: "physio.knee@nhs.net",
    phone: "0113 496 0007",
    businessType: "managed from git: leeds/leedsphysiotherapyknee",
    staff: ["dan.okafor@nhs.net", "amy.shah@nhs.net", "svc.leeds.bookings@nhs.net"].map((address) => ({
      address,
      role: "administrator",
    })),
  },
];

/** Every secret that the program was given. */
function secretsOf({ tenant }: Playground): string[] {
  const { identities, adminToken } = tenant.sandbox;
  const operators = Object.values(identities.calendarOperators).map(({ refreshToken }) => refreshToken);
  return [
    identities.observer.clientSecret,
    identities.directoryOperator.clientSecret,
    adminToken,
    ...operators,
  ];
}

describe("The state", function () {
  this.timeout(180_000);

  describe("that a run leaves", () => {
    let playground: Playground;
    let state: string;
    let clinic: StateResource | undefined;

    before(async () => {
      playground = await openClinics("state");
      const { exitCode, stdout, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
      expect(exitCode, `${stdout}\n${stderr}`).to.equal(0);
      state = await playground.exportedState("leeds");
      clinic = calendarsIn(state).find(({ urn }) => urn.endsWith("leedscardiologyheartfailure"));
      if (process.env["UPDATE_RECORDED_STATE"] === "1") writeFileSync(RECORDED, state);
    });

    after(async () => {
      await playground.close();
      playground.root.discard();
    });

    it("is not beside a log of every value that went by, which Pulumi would write", async () => {
      const home = join(playground.root.path, ".bookings", "pulumi");
      expect(statSync(join(home, "logs")).isFile()).to.equal(true);
      expect(readFileSync(join(home, "logs"), "utf8")).to.include("take this file away");
    });

    it("holds no secret", () => {
      const secrets = secretsOf(playground);
      expect(secrets.filter((secret) => secret.length < 8)).to.deep.equal([]);
      for (const secret of secrets)
        expect(state.includes(secret), "a secret is in the state").to.equal(false);
      expect(state).not.to.match(/eyJ[\w-]+\.[\w-]+\./);
    });

    it("holds no path of this machine", () => {
      const { resources } = (JSON.parse(state) as { deployment: { resources: object[] } }).deployment;
      const text = JSON.stringify(resources);
      expect(text).not.to.include(PRODUCT);
      expect(text).not.to.include(process.env["HOME"] ?? "$HOME");
      expect(text.match(/"(?:file:\/\/)?\/[^"]+"/g) ?? []).to.deep.equal([]);
    });

    it("holds no code but the line that loads the handler", () => {
      expect(state).not.to.match(/=>\s*\{|function\s*\(|__awaiter|prototype/);
      expect(clinic?.inputs?.["__provider"]).to.equal(
        'exports.handler=()=>require("./provider.js").bookingCalendar',
      );
    });

    it("needs no more than 4 KB for a calendar with six members", () => {
      expect(Object.keys(clinic?.inputs?.["members"] ?? {})).to.have.length(6);
      expect(Buffer.byteLength(JSON.stringify(clinic))).to.be.lessThan(MOST_BYTES);
    });

    it("protects every calendar", () => {
      expect(calendarsIn(state).map(({ protect }) => protect)).to.deep.equal([true, true]);
    });
  });

  describe("that the first version recorded", () => {
    let playground: Playground;

    before(async () => {
      playground = await openClinics("recorded-state", { calendars: LIVE });
      await playground.pulumi(["stack", "init", "leeds"]);
      const { exitCode, stderr } = await playground.pulumi([
        "stack",
        "import",
        "--file",
        RECORDED,
        "--stack",
        "leeds",
      ]);
      expect(exitCode, stderr).to.equal(0);
    });

    after(async () => {
      await playground.close();
      playground.root.discard();
    });

    it("names the type and the loading path that every state has", () => {
      const [first] = calendarsIn(readFileSync(RECORDED, "utf8"));
      expect(first?.type).to.equal("pulumi-nodejs:dynamic/nhsmail:BookingCalendar");
      expect(first?.outputs?.["__provider"]).to.equal(
        'exports.handler=()=>require("./provider.js").bookingCalendar',
      );
    });

    it("is refreshed by today's handler, which the state's own text loads", async () => {
      const { exitCode, stdout, stderr } = await playground.pulumi(["refresh", "--yes", "--stack", "leeds"]);
      expect(exitCode, `${stdout}\n${stderr}`).to.equal(0);
      const statuses = recordsIn(await playground.exportedState("leeds")).map(({ status }) => status);
      expect(statuses).to.deep.equal(["active", "active"]);
    });

    it("is nothing that today's program would change", async () => {
      const { exitCode, stdout } = await playground.bookings(["preview", "leeds", "--detailed-exitcode"]);
      expect(exitCode, stdout).to.equal(0);
    });
  });
});
