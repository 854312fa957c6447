import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { costOf } from "../../bench/cost-of";
import { openClinics, STACK } from "../../bench/open-clinics";
import { clinic, operatorOf, person, replyTo, shortName, writeClinics } from "../../bench/write-clinics";
import { CALENDAR_TYPE, nameOf } from "../../src/engine/internals/engine-events";
import { markerNamed } from "../../src/model/calendar-marker";
import type { CalendarRecord } from "../../src/model/calendar-record";
import { localPart } from "../../src/model/naming";
import type { Playground } from "../playground/playground";

const COUNT = { organisations: 1, calendars: 400, members: 6 };
/** Ten are taken into the state by a run, one of each service area; the state of the others is written after theirs. */
const RECORDED = 10;
/** Of other organisations, more than a list of Graph's shows. */
const OTHERS = 600;
/** What a hundred calendars may take: four hundred take four times as much. */
const A_HUNDRED = { preview: 14, drift: 16 };
/** The one calendar that changes is looked at by the engine and by its handler, and changed; and the list is asked for again. */
const ONE_CHANGE = 6;

const numbers = Array.from({ length: COUNT.calendars }, (_, number) => number);

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly outputs?: Partial<CalendarRecord> & {
    readonly inventory?: { calendars: Record<string, unknown> };
  };
}

interface State {
  readonly checkpoint: { readonly latest: { readonly resources: Resource[] } };
}

/** All calendars as a run has made them, and no one has confirmed yet. */
const seeded = numbers.map((number) => {
  const { serviceArea, clinicName, phone } = clinic(number);
  const displayName = localPart(shortName(0), serviceArea, clinicName);
  const people = Array.from({ length: COUNT.members }, (_, member) => ({
    address: person(0, number, member),
    role: member === 0 ? "administrator" : "teamMember",
    status: "pendingAcceptance",
  }));
  const operator = { address: operatorOf(0), role: "administrator", status: "active" };
  const businessType = markerNamed(shortName(0), displayName);
  return { displayName, email: replyTo(0), phone, businessType, staff: [operator, ...people] };
});

/** What is said of one clinic, said of another. */
const likewise = <T>(value: T, from: number, to: number): T =>
  JSON.parse(
    JSON.stringify(value)
      .replace(new RegExp(`(clinic[ -]?)${from}\\b`, "gi"), `$1${to}`)
      .replaceAll(`p0.${from}.`, `p0.${to}.`)
      .replaceAll(clinic(from).phone, clinic(to).phone),
  ) as T;

/** The ids of accounts by their addresses. */
async function accounts({ tenant }: Playground): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let path = "/users?$select=id,mail&$top=999"; path !== ""; ) {
    const { value, "@odata.nextLink": next } = (await tenant.edit("GET", path)) as {
      value: { id: string; mail: string }[];
      "@odata.nextLink"?: string;
    };
    for (const { id, mail } of value) found.set(mail, id);
    path = next?.slice(next.indexOf("/users?")) ?? "";
  }
  return found;
}

/** Writes the state as if the run had been about all calendars. */
async function growState(playground: Playground): Promise<void> {
  const folder = join(playground.root.path, ".bookings", "state", ".pulumi", "stacks", "nhsmail-bookings");
  const file = join(folder, `${STACK}.json`);
  const state = JSON.parse(readFileSync(file, "utf8")) as State;
  const { resources } = state.checkpoint.latest;
  const ids = await accounts(playground);
  const recorded = resources.filter(({ type }) => type === CALENDAR_TYPE);
  const inventory = resources.find(({ outputs }) => outputs?.inventory)?.outputs?.inventory;
  for (const number of numbers.slice(RECORDED)) {
    const from = number % RECORDED;
    const model = recorded.find(({ urn }) => urn.endsWith(`clinic${from}`));
    if (!model || !inventory) throw new Error("The state is not as expected.");
    const one = likewise(model, from, number);
    const rows = await playground.tenant.staffRows(one.id ?? "");
    const staff = Object.fromEntries(
      Object.entries(one.outputs?.live?.staff ?? {}).map(([address, row]) => {
        const id = rows.find(({ emailAddress }) => emailAddress?.toLowerCase() === address)?.id;
        return [address, { ...row, id, person: ids.get(address) }];
      }),
    );
    resources.push({
      ...one,
      outputs: { ...one.outputs, live: { ...one.outputs?.live, staff } },
    } as Resource);
    inventory.calendars[nameOf(one.urn)] = likewise(inventory.calendars[nameOf(model.urn)], from, number);
  }
  writeFileSync(file, JSON.stringify(state));
  rmSync(`${file}.attrs`, { force: true });
}

describe("An organisation of 400 calendars of six people, in a tenant of 1,000", function () {
  this.timeout(180_000);
  let playground: Playground;

  before(async () => {
    playground = await openClinics("large-organisation", COUNT, OTHERS);
    const settings = { bookingsPaging: "none", directoryPaging: "pages", throttling: false };
    await playground.tenant.ask("PUT", "settings", settings);
    await playground.tenant.ask("POST", "seed", { calendars: seeded });
    const specs = join(playground.root.path, "specs");
    rmSync(specs, { recursive: true });
    writeClinics(playground.root.path, { ...COUNT, calendars: RECORDED });
    const { exitCode, stdout, stderr } = await playground.bookings(["adopt", STACK, "--recover"]);
    expect(exitCode, stdout + stderr).to.equal(0);
    writeClinics(playground.root.path, COUNT);
    await growState(playground);
  });

  after(async () => {
    await playground?.close();
    playground?.root.discard();
  });

  it("takes four times the requests of a hundred for a preview, and no more", async () => {
    const { requests } = await costOf(playground, ["preview", STACK, "--detailed-exitcode"]);
    expect(requests).to.be.at.most(4 * A_HUNDRED.preview);
  });

  it("takes six more than that for an up that changes one of them", async () => {
    const file = join(playground.root.path, "specs", STACK, "calendars", "clinic-7.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/phone: .*/, 'phone: "+44 113 497 1000"'));
    const { requests } = await costOf(playground, ["up", STACK, "--yes"]);
    const changed = (await playground.tenant.calendars()).filter(({ phone }) => phone === "+44 113 497 1000");
    expect(changed.map(({ displayName }) => displayName)).to.deep.equal([seeded[7]?.displayName]);
    expect(requests).to.be.at.most(4 * A_HUNDRED.preview + ONE_CHANGE);
  });

  it("takes four times the requests of a hundred for drift, and finds none [OPS-2]", async () => {
    const { requests } = await costOf(playground, ["drift", STACK]);
    expect(requests).to.be.at.most(4 * A_HUNDRED.drift);
  });
});
