import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Playground } from "../playground/playground";
import { PRODUCT } from "../playground/product";
import { openClinics } from "./clinics";

const THEIRS = "YorkEyeCataract@nhs.net";

/** A calendar of York's on which Leeds' operator is an administrator, so that its token could change it. */
const CALENDAR = {
  displayName: "YorkEyeCataract",
  phone: "01904 496 0000",
  staff: ["zoe.hall@nhs.net", "svc.leeds.bookings@nhs.net"].map((address) => ({
    address,
    role: "administrator",
  })),
};

interface State {
  readonly deployment: { readonly resources: { urn: string; outputs?: { live?: object } }[] };
}

describe("One run", function () {
  this.timeout(240_000);
  let playground: Playground;

  before(async () => {
    playground = await openClinics("boundaries", { calendars: [CALENDAR] as never });
    playground.root.write(
      "specs/york/organisation.yaml",
      "kind: Organisation\nshortName: York\nname: York Hospitals\ndirectoryName: York\noperator: svc.york.bookings@nhs.net\n",
    );
    playground.root.write(
      "specs/york/calendars/eye.yaml",
      'kind: BookingCalendar\nserviceArea: Eye\nclinicName: Glaucoma\nreplyTo: york.eye@nhs.net\nphone: "01904 496 0001"\nadmins:\n  - zoe.hall@nhs.net\n',
    );
  });

  after(async () => {
    await playground.close();
    playground.root.discard();
  });

  const writesSince = async (from: number) =>
    (await playground.tenant.log(from)).filter(({ effect }) => effect === "write");
  const now = async (): Promise<number> => (await playground.tenant.log()).at(-1)?.seq ?? 0;

  it("writes to one organisation's calendars, as its own operator, though the specs hold two [OPS-6]", async () => {
    const { exitCode, stdout, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
    expect(exitCode, `${stdout}\n${stderr}`).to.equal(0);
    const writes = await writesSince(0);
    expect(writes.length).to.be.greaterThan(0);
    expect([...new Set(writes.map(({ who }) => who))]).to.deep.equal(["svc.leeds.bookings@nhs.net"]);
    expect(writes.filter(({ path }) => /york/i.test(decodeURIComponent(path)))).to.deep.equal([]);
  });

  it("refuses a spec that says it is another organisation's [OPS-6]", async () => {
    playground.root.write(
      "specs/leeds/organisation.yaml",
      "kind: Organisation\nshortName: York\nname: Leeds\ndirectoryName: York\noperator: svc.york.bookings@nhs.net\n",
    );
    const from = await now();
    const { exitCode, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
    expect(exitCode, stderr).to.equal(3);
    expect(stderr).to.contain("specs/leeds/organisation.yaml:");
    expect(await writesSince(from)).to.deep.equal([]);
    playground.root.overlay(join(PRODUCT, "test", "scenarios", "base", "root"));
  });

  it("refuses another's calendar that an edited state slips in, under plain Pulumi without a preview too [OPS-6]", async () => {
    const state = JSON.parse(await playground.exportedState("leeds")) as State;
    const knee = state.deployment.resources.find(({ urn }) => urn.endsWith("::leedsphysiotherapyknee"));
    if (!knee?.outputs?.live) throw new Error("no record of the knee clinic");
    knee.outputs.live = { ...knee.outputs.live, actualAddress: THEIRS, marker: "none" };
    const file = join(playground.root.path, ".bookings", "edited.json");
    writeFileSync(file, JSON.stringify(state));
    const imported = await playground.pulumi(["stack", "import", "--stack", "leeds", "--file", file]);
    expect(imported.exitCode, imported.stderr).to.equal(0);
    const from = await now();

    const plain = await playground.pulumi(["up", "--yes", "--skip-preview", "--stack", "leeds"]);
    expect(plain.exitCode).not.to.equal(0);
    expect(plain.stdout).to.contain(`The address ${THEIRS} is not the one`);
    const ours = await playground.bookings(["up", "leeds", "--yes"]);
    expect(ours.exitCode, ours.stderr).to.equal(7);
    expect(ours.stderr).to.contain(`The address ${THEIRS} is not the one`);

    const asked = (await playground.tenant.log(from)).map(({ path }) =>
      decodeURIComponent(path).toLowerCase(),
    );
    expect(asked.filter((path) => path.includes(THEIRS.toLowerCase()))).to.deep.equal([]);
    expect(await writesSince(from)).to.deep.equal([]);
  });
});
