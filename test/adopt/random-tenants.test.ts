import { expect } from "chai";
import fc from "fast-check";
import { adoptCalendars } from "../../src/adopt/adopt-calendars";
import type { Adoption } from "../../src/adopt/adoption";
import { loadEstate } from "../../src/model/load-estate";
import { validate } from "../../src/rules/validate";
import { diskFiles } from "../../src/spec/spec-files";
import { calendarInputs } from "../../stacks/declared";
import { handlersOf } from "../../stacks/handlers";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { SpecsFolder } from "../support/specs-folder";
import { organisation, validSpecs } from "../support/valid-specs";

const PEOPLE = [
  { address: "amy.shah@nhs.net", organisation: "Leeds", aliases: ["amy.jones@nhs.net"] },
  { address: "bob.jones@nhs.net", organisation: "Leeds" },
  { address: "sian.o'rourke@nhs.net", organisation: "Leeds", displayName: "Siân O’Rourke" },
  { address: "gone.away@nhs.net", organisation: "Leeds", enabled: false },
  { address: "zoe.hall@nhs.net", organisation: "York" },
  { address: "front.desk@nhs.net", organisation: "Leeds", mailbox: "shared" as const },
];
const OPERATOR = "svc.leeds.bookings@nhs.net";
const ADDRESSES = [...PEOPLE.map(({ address }) => address), "amy.jones@nhs.net", "nobody@nhs.net"];

const name = fc.oneof(
  fc.constantFrom(
    "LeedsCardiologyHeartFailure",
    "Leeds Women's & Children's (OPD) [Virtual]",
    "Leeds COVID-19; Flu, RSV",
    "Leeds Clinic – 9–5",
    "Leeds Siân’s Clinic",
    "LEEDS A&E / Minor Injuries",
    "leedsphysio",
    `Leeds ${"very long ".repeat(23)}`,
    "North Wing Line",
  ),
  fc.string({ minLength: 1, maxLength: 30 }).map((text) => `Leeds ${text.replaceAll(/[\p{C}@]/gu, "x")}`),
);

const staff = fc.uniqueArray(
  fc.record({
    address: fc.constantFrom(...ADDRESSES, OPERATOR),
    role: fc.constantFrom("administrator", "teamMember", "viewer", "scheduler", "guest", "externalGuest"),
  }),
  { maxLength: 5, selector: ({ address }) => address },
);

const calendars = fc.uniqueArray(
  fc.record({
    displayName: name,
    email: fc.constantFrom(
      "",
      "amy.shah@nhs.net",
      "front.desk@nhs.net",
      "Amy.Jones@nhs.net",
      "nobody@nhs.net",
    ),
    phone: fc.constantFrom("", "0113 496 0000", "ring the desk", "+44 (0)113 496 0000 x 3", "١٢٣"),
    businessType: fc.constantFrom("", "", "Clinic", "managed from git: york/yorkeye"),
    staff,
  }),
  { maxLength: 6, selector: ({ displayName }) => displayName.toLowerCase().replaceAll(/[^a-z0-9]/g, "") },
);

/** The specs of Leeds, without a calendar. */
const SPECS = {
  "specs/tenant.yaml": validSpecs["specs/tenant.yaml"] ?? "",
  "specs/leeds/organisation.yaml": `${organisation("Leeds")}operator: ${OPERATOR}\n`,
};

describe("an adoption of random calendars", function () {
  this.timeout(60_000);

  it("gives valid specs, writes nothing in Graph, is followed by an empty preview, and does nothing the second time [OPS-4] [I5]", async () => {
    await fc.assert(
      fc.asyncProperty(calendars, async (seeded) => {
        const tenant = await testTenant({ seed: { users: PEOPLE, calendars: seeded.map(withoutEmpty) } });
        const folder = new SpecsFolder(SPECS);
        try {
          folder.write({
            "specs/tenant.yaml": SPECS["specs/tenant.yaml"].replace(
              /tenantId: .*/,
              `tenantId: ${tenant.env["BOOKINGS_TENANT_ID"]}`,
            ),
          });
          const { files } = await adopt(tenant, folder);
          for (const { text } of files)
            expect(text).to.match(/^adopted:\n {2}address: .+\n {2}displayName: .+$/m);
          folder.write(Object.fromEntries(files.map(({ file, text }) => [file, text])));
          expect(
            validate(folder.root, diskFiles).problems.filter(({ severity }) => severity === "error"),
          ).to.deep.equal([]);
          await expectEmptyPreview(tenant, folder);
          expect((await adopt(tenant, folder)).files.map(({ file }) => file)).to.deep.equal([]);
          expect((await tenant.log()).filter(({ effect }) => effect === "write")).to.deep.equal([]);
        } finally {
          await tenant.close();
          folder.remove();
        }
      }),
      { numRuns: 8 },
    );
  });
});

/** The sandbox takes no empty texts. */
const withoutEmpty = <Seeded extends object>(calendar: Seeded): Seeded =>
  Object.fromEntries(Object.entries(calendar).filter(([, value]) => value !== "")) as Seeded;

function adopt(tenant: TestTenant, { root }: SpecsFolder): Promise<Adoption> {
  const { estate } = loadEstate(root, diskFiles);
  const [model] = estate?.organisations ?? [];
  if (!estate || !model) throw new Error("no specs");
  const operator = { address: OPERATOR, graph: tenant.operator() };
  const graph = tenant.observer();
  return adoptCalendars({
    ...{ root, files: diskFiles, estate, model, graph, operator },
    ...{ addresses: [], everywhere: true, now: new Date() },
  });
}

/** What the engine does: takes each into the state by the adopting handlers, reads it again and compares. */
async function expectEmptyPreview(tenant: TestTenant, { root }: SpecsFolder): Promise<void> {
  const where = { root, stillWanted: () => true, tell: () => undefined };
  const adopting = handlersOf({ ...where, env: { ...tenant.env, BOOKINGS_ADOPTING: "1" } }).bookingCalendar;
  const usual = handlersOf({ ...where, env: tenant.env }).bookingCalendar;
  const { estate } = loadEstate(root, diskFiles);
  const [model] = estate?.organisations ?? [];
  if (!estate || !model) throw new Error("no specs");
  for (const calendar of model.calendars) {
    const wish = calendarInputs(estate.tenant, calendar);
    const { id, outs } = await adopting.create(wish);
    const read = await usual.read(id, outs);
    const { changes } = await usual.diff(id, read.props, wish);
    expect(changes, `${calendar.address}: ${JSON.stringify([read.props, wish])}`).to.equal(false);
  }
}
