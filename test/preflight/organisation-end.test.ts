import { expect } from "chai";
import { loadEstate } from "../../src/model/load-estate";
import type { Inventory } from "../../src/plan/inventory";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { organisationEnd } from "../../src/preflight/organisation-end";
import { memoryFiles } from "../../src/spec/spec-files";
import { validSpecs } from "../support/valid-specs";

const RETIRED = `kind: Organisation
shortName: Leeds
name: Leeds Community Hospitals NHS Trust
directoryName: Leeds
status: deleted
deletion: { confirm: Leeds, reason: Merged. }
`;

const POLICY = `kind: UserPolicy
name: Visits
baseLicence: Office 365 E3
applications: [Microsoft Bookings]
users: [amy.shah@nhs.net]
`;

/** What preflight says of an organisation's end in a tenant that has these calendars, listed calendars and groups. */
async function found(
  organisation: string | undefined,
  there: { calendars?: string[]; listed?: string[]; cut?: string; groups?: string[]; silent?: true } = {},
  before?: Inventory,
  specs: Record<string, string> = {},
  made: (address: string) => boolean = () => true,
) {
  const files = memoryFiles({
    ...validSpecs,
    ...specs,
    "specs/leeds/policies/visits.yaml": POLICY,
    ...(organisation && { "specs/leeds/organisation.yaml": organisation }),
  });
  const { estate } = loadEstate("", files);
  const model = estate?.organisations[0];
  if (!estate || !model) throw new Error("no estate");
  const { calendars = [], listed = [], cut, groups = [], silent } = there;
  const look = <T>(value: T): Promise<T> =>
    silent ? Promise.reject(new Error("503")) : Promise.resolve(value);
  const problems = await organisationEnd(
    {
      tenant: estate.tenant,
      model,
      before,
      broken: new Set(),
      environmentTenantId: undefined,
      wasMade: made,
      wasClosed: () => false,
      wasTouched: () => true,
      wasBegun: () => false,
      today: "2026-11-23",
    },
    {
      standings: (wanted) =>
        look(
          new Map(
            wanted.map(({ address }) => [
              address,
              { isThere: calendars.includes(address), mark: "ours" as const, booked: 0 },
            ]),
          ),
        ),
      listed: () => look({ addresses: listed, incomplete: cut === undefined ? [] : [cut] }),
    },
    { isGroupAbsent: (name) => look(!groups.includes(name)) },
  );
  const inventory = inventoryOf(estate.tenant, model);
  return { inventory, said: problems.map(({ code, args }) => `${code} ${args["name"] ?? ""}`.trim()) };
}

describe("the end of an organisation", () => {
  it("is refused while the tenant has a calendar, a policy's group, or a calendar that no spec knows [POL-6]", async () => {
    const address = Object.values((await found(undefined)).inventory.calendars)[0]?.address ?? "";
    const { said } = await found(RETIRED, {
      calendars: [address],
      listed: [address.toLowerCase(), "leedsold@nhs.net", "yorkeye@nhs.net"],
      groups: ["LeedsVisits"],
    });
    expect(said).to.deep.equal(
      [address, "leedsold@nhs.net", "LeedsVisits"].map((one) => `organisation-still-alive ${one}`),
    );
    expect((await found(RETIRED)).said).to.deep.equal([]);
  });

  it("does not wait for calendars that it handed over, or that another organisation adopted under its name [OPS-9] [POL-6]", async () => {
    const address = "LeedsCardiologyHeartFailure@nhs.net";
    const adopted = (to: string) =>
      `kind: BookingCalendar\nserviceArea: Hearts\nclinicName: ${to.slice(5, 9)}\nreplyTo: a@nhs.net\nphone: "0113 496 0000"\nadmins: [zoe.hall@nhs.net]\nadopted: { address: ${to} }\n`;
    const specs = {
      "specs/leeds/calendars/heart-failure.yaml": `kind: BookingCalendar\nserviceArea: Cardiology\nclinicName: Heart Failure\nreplyTo: a@nhs.net\nphone: "0113 496 0000"\nstatus: handed-over\nhandover: { to: York, confirm: ${address}, reason: Moved. }\n`,
      "specs/york/organisation.yaml":
        "kind: Organisation\nshortName: York\nname: York\ndirectoryName: York\noperator: svc.york@nhs.net\n",
      "specs/york/calendars/heart.yaml": `${adopted(address)}handover: { from: Leeds }\n`,
      "specs/york/calendars/line.yaml": adopted("LeedsLine@nhs.net"),
    };
    const there = { calendars: [address], listed: [address, "LeedsLine@nhs.net"] };
    expect((await found(RETIRED, there, undefined, specs, () => false)).said).to.deep.equal([]);
    const notYet = await found(RETIRED, there, undefined, specs);
    expect(notYet.said, "before the hand-over").to.deep.equal([`organisation-still-alive ${address}`]);
  });

  it("is not concluded from a tenant that does not answer [I10]", async () => {
    expect((await found(RETIRED, { silent: true })).said).to.deep.equal(["organisation-unreadable"]);
  });

  it("is not concluded from a list that may be cut, whatever it shows [I10]", async () => {
    const cut = "the list may be cut";
    for (const listed of [[], ["leedsold@nhs.net"]])
      expect((await found(RETIRED, { listed, cut })).said).to.deep.equal(["organisation-unreadable"]);
  });

  it("is locked, and asks nothing of the tenant once it has come [POL-6]", async () => {
    const { inventory } = await found(RETIRED);
    expect((await found(undefined, { silent: true }, inventory)).said).to.deep.equal([
      "organisation-revived",
    ]);
    expect((await found(RETIRED, { silent: true }, inventory)).said).to.deep.equal([]);
  });
});
