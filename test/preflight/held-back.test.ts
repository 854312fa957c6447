import { expect } from "chai";
import {
  compareWithInventory,
  inventoryOf,
  vanishedProblem,
} from "../../src/preflight/compare-with-inventory";
import { type HoldingFacts, heldBack, stoppingErrors } from "../../src/preflight/held-back";
import { problem } from "../../src/problem/problem";
import { calendar, leeds, tenant } from "../support/model";

const clinics = ["One", "Two", "Three", "Four", "Five", "Six"].map((clinicName) =>
  calendar({
    clinicName,
    address: `LeedsCardiology${clinicName}@nhs.net`,
    file: `specs/leeds/calendars/${clinicName}.yaml`,
  }),
);
const [one, two] = clinics as [(typeof clinics)[0], (typeof clinics)[0]];

const factsOf = (
  left: readonly (typeof one)[] = clinics,
  more: Partial<HoldingFacts> = {},
): HoldingFacts => ({
  model: leeds(...left),
  before: inventoryOf(tenant, leeds(...clinics)),
  ends: false,
  ...more,
});
/** The problems of the specs that are not among those that are left. */
const vanishedFrom = ({ before, model }: HoldingFacts) =>
  compareWithInventory(before, tenant, model).vanished.map((each) => vanishedProblem(each, false));
const missing = (of: typeof one) => problem("calendar-missing", { address: of.address }, of.source);
const booked = (of: typeof one) => problem("patients-booked", { calendar: of.address, count: 1 }, of.source);
const namesOf = (...args: Parameters<typeof heldBack>): string[] => heldBack(...args).map(({ name }) => name);

describe("calendars that are held back", () => {
  it("are those that the tenant lost, whose spec vanished, and that have patients [UPD-2] [OPS-1] [DEL-1]", () => {
    const facts = factsOf(clinics.slice(1));
    const warning = problem("limit-override-expired", { limit: "membersRemoved", expires: "2026-01-01" });
    const all = [missing(two), booked(two), ...vanishedFrom(facts), warning];
    expect(namesOf(all, facts)).to.deep.equal([one.name, two.name]);
    expect(namesOf([warning], facts)).to.deep.equal([]);
  });

  it("are none beside an error that concerns more than its calendar [DEL-3]", () => {
    const limit = problem("limit-override-expired", { limit: "membersRemoved", expires: "2026-01-01" });
    expect(namesOf([missing(one), { ...limit, severity: "error" }], factsOf())).to.deep.equal([]);
    const unread = problem("calendar-look-failed", { name: two.name, reason: "503" });
    expect(namesOf([missing(one), unread], factsOf())).to.deep.equal([]);
    expect(namesOf([missing(calendar({ address: "LeedsUnknown@nhs.net" }))], factsOf())).to.deep.equal([]);
    expect(namesOf([missing(one)], factsOf(clinics, { ends: true }))).to.deep.equal([]);
  });

  it("are none where many or all specs vanished, or one beside a new calendar [OPS-1]", () => {
    const held = (left: readonly (typeof one)[], before = factsOf().before): number => {
      const facts = factsOf(left, { before });
      return heldBack(vanishedFrom(facts), facts).length;
    };
    expect(held(clinics.slice(4))).to.equal(4);
    expect(held(clinics.slice(5)), "five of six").to.equal(0);
    expect(held([], inventoryOf(tenant, leeds(one, two))), "all").to.equal(0);
    const renamed = calendar({ clinicName: "New", address: "LeedsCardiologyNew@nhs.net", file: "new.yaml" });
    expect(held([...clinics.slice(1), renamed]), "perhaps a renamed file").to.equal(0);
  });

  it("explain their own errors, and no other calendar's", () => {
    const facts = factsOf();
    const held = new Set([one.name]);
    expect(stoppingErrors([missing(one), booked(one)], held, facts)).to.deep.equal([]);
    expect(stoppingErrors([missing(one), booked(two)], held, facts)).to.deep.equal([booked(two)]);
    expect(stoppingErrors([missing(one)], new Set(), facts)).to.deep.equal([missing(one)]);
  });

  it("keep their entries in the inventory: what is pending stays pending, and what is gone is found again [UPD-2]", () => {
    const before = inventoryOf(tenant, leeds(one, two));
    const changed = { ...two, phone: "0113 496 0099" };
    const kept = { [one.name]: before.calendars[one.name], [two.name]: before.calendars[two.name] } as never;
    const after = inventoryOf(tenant, leeds(changed), kept);
    expect(after.calendars).to.deep.equal(before.calendars);
  });
});
