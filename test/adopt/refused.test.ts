import { expect } from "chai";
import { adoptCalendars } from "../../src/adopt/adopt-calendars";
import type { Adoption } from "../../src/adopt/adoption";
import type { GraphClient } from "../../src/graph/graph-client";
import { loadEstate } from "../../src/model/load-estate";
import type { Problem } from "../../src/problem/problem";
import { words } from "../../src/problem/words";
import { diskFiles } from "../../src/spec/spec-files";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { SpecsFolder } from "../support/specs-folder";
import { organisation, validSpecs } from "../support/valid-specs";

const calendar = (displayName: string, businessType = "") => ({
  displayName,
  ...(businessType && { businessType }),
  staff: [{ address: "amy.shah@nhs.net", role: "administrator" as const }],
});

describe("calendars that cannot be adopted", () => {
  let tenant: TestTenant;
  let folder: SpecsFolder;

  beforeEach(async () => {
    folder = new SpecsFolder({
      ...validSpecs,
      "specs/york/organisation.yaml": organisation("York"),
    });
    tenant = await testTenant({
      seed: {
        users: [{ address: "amy.shah@nhs.net", organisation: "York" }],
        calendars: [
          calendar("YorkEyeClinic"),
          calendar("LeedsYorkEyeClinic"),
          calendar("YorkEar", "managed from git: hull/hullear"),
        ],
      },
    });
  });

  afterEach(async () => {
    folder.remove();
    await tenant.close();
  });

  /** What York's adoption of the calendars at these addresses says, and the files that it would write. */
  const adopt = (...addresses: string[]): Promise<Adoption> => adoptWith(tenant.observer(), addresses);

  async function adoptWith(graph: GraphClient, addresses: readonly string[]): Promise<Adoption> {
    const { estate } = loadEstate(folder.root, diskFiles);
    const model = estate?.organisations.find((one) => one.organisation.stack === "york");
    if (!estate || !model) throw new Error("no specs");
    return adoptCalendars({
      ...{ root: folder.root, files: diskFiles, estate, model, graph },
      ...{ addresses, everywhere: false, now: new Date() },
    });
  }

  const codes = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);

  it("names the organisation whose spec holds one, and asks nothing about it [OPS-4] [I3]", async () => {
    const held = loadEstate(folder.root, diskFiles).estate?.organisations.find(
      ({ calendars }) => calendars.length > 0,
    );
    const [first] = held?.calendars ?? [];
    if (!held || !first) throw new Error("no calendar");
    const { files, failed } = await adopt(first.address.toUpperCase());
    expect(codes(failed)).to.deep.equal(["adopt-named-elsewhere"]);
    expect(failed.map((one) => words(one).sentence).join()).to.contain(
      `is a calendar of ${held.organisation.shortName}`,
    );
    expect(files.map(({ file }) => file).join()).not.to.contain(first.clinicName);
    const asked = (await tenant.log()).filter(({ path }) =>
      path.toLowerCase().includes(first.address.toLowerCase()),
    );
    expect(asked).to.deep.equal([]);
  });

  it("leaves out one with a marker of another stack [OPS-4] [I3]", async () => {
    const { files, todo } = await adopt("YorkEar@nhs.net");
    expect(codes(todo)).to.include("adopt-left-out");
    expect(files.map(({ text }) => text).join()).not.to.contain("YorkEar");
  });

  it("accepts by an exception that an address begins with another organisation's short name [OPS-4] [NAM-2]", async () => {
    const { files, failed, todo } = await adopt("LeedsYorkEyeClinic@nhs.net");
    expect(failed).to.deep.equal([]);
    const [spec] = files.filter(({ text }) => text.includes("LeedsYorkEyeClinic"));
    expect(spec?.text).to.contain("- problem: address-of-another\n");
    expect(todo.map((one) => words(one).sentence)).to.include(
      "LeedsYorkEyeClinic@nhs.net was adopted with an exception for address-of-another.",
    );
  });

  it("refuses one of another domain, and those that cannot be read [OPS-4]", async () => {
    await tenant.fault({ operation: "bookingBusiness.get", kind: "500", times: 100 });
    const { files, failed } = await adopt("YorkEyeClinic@nhs.net", "YorkEye@elsewhere.example");
    expect(codes(failed)).to.have.members(["adopt-other-domain", "adopt-unreadable", "adopt-unreadable"]);
    expect(files).to.deep.equal([]);
  });

  it("leaves one with someone on its staff who has no address, and says so [OPS-4]", async () => {
    const graph = tenant.observer();
    const withoutAddress: GraphClient["sendAll"] = async (calls) =>
      (await graph.sendAll(calls)).map((outcome, at) =>
        outcome.ok && /\/yorkeyeclinic(@|%40).*staffMembers/i.test(calls[at]?.path ?? "")
          ? { ...outcome, answer: { ...outcome.answer, body: blanked(outcome.answer.body) } }
          : outcome,
      );
    const { files, failed } = await adoptWith({ ...graph, sendAll: withoutAddress }, [
      "LeedsYorkEyeClinic@nhs.net",
    ]);
    expect(files).to.have.length(1);
    expect(files[0]?.text).to.contain("LeedsYorkEyeClinic@nhs.net");
    expect(codes(failed)).to.deep.equal(["adopt-unreadable"]);
    expect(failed.map((one) => words(one).sentence).join()).to.match(
      /^yorkeyeclinic@.*a row of its staff has no address or no role\. It was not adopted\.$/,
    );
  });
});

/** A list of staff whose rows do not say who they are. */
function blanked(body: unknown): unknown {
  const { value } = body as { value: object[] };
  return { ...(body as object), value: value.map((row) => ({ ...row, emailAddress: "" })) };
}
