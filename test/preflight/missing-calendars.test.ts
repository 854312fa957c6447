import { expect } from "chai";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { missingCalendars } from "../../src/preflight/missing-calendars";
import type { PreflightInput, PreflightView } from "../../src/preflight/preflight-view";
import { words } from "../../src/problem/words";
import { calendar, leeds, tenant } from "../support/model";

const addresses = Array.from({ length: 8 }, (_, i) => `LeedsCardiologyNo${i}@nhs.net`);
const model = leeds(...addresses.map((address) => calendar({ address })));

/** A tenant in which some calendars are, and of which a list shows some. */
function view(there: readonly string[], shown: readonly string[], asked: string[] = []): PreflightView {
  return {
    lookUp: async () => new Map(),
    standings: async () => new Map(),
    occupants: async () => new Map(),
    peopleOn: async () => new Map(),
    listed: async (name) => {
      asked.push(name);
      return { addresses: shown.map((address) => address.toLowerCase()), incomplete: [] };
    },
    isConfirmedAbsent: async (address) => {
      asked.push(address);
      return !there.includes(address);
    },
  };
}

const input = (wishes: Partial<PreflightInput> = {}): PreflightInput => ({
  tenant,
  model,
  before: inventoryOf(tenant, model),
  broken: new Set(),
  environmentTenantId: tenant.tenantId,
  wasMade: () => true,
  wasClosed: () => false,
  wasTouched: () => true,
  wasBegun: () => false,
  today: "2026-11-23",
  ...wishes,
});

describe("many calendars missing at once", () => {
  it("asks whether this is the right tenant, and prints the lines to write if it is [DEL-3]", async () => {
    const [found] = await missingCalendars(input(), view([], []));
    expect(found).to.deep.include({ code: "tenant-looks-wrong", severity: "error" });
    if (!found) return;
    expect(words(found).sentence).to.contain("8 of 8 calendars of Leeds").and.to.contain("right tenant?");
    expect(words(found).advice).to.contain("  - limit: calendarsMissing\n    number: 8");
  });

  it("believes no list alone: what it does not show is asked for one by one [DEL-3]", async () => {
    const asked: string[] = [];
    expect(await missingCalendars(input(), view(addresses, addresses.slice(0, 3), asked))).to.deep.equal([]);
    expect(asked).to.deep.equal(["Leeds", ...addresses.slice(3)]);
  });

  it("takes what it cannot read for there, and what was never made for nothing [DEL-3]", async () => {
    const unread = { ...view([], []), isConfirmedAbsent: () => Promise.reject(new Error("503")) };
    expect(await missingCalendars(input(), unread)).to.deep.equal([]);
    const asked: string[] = [];
    expect(await missingCalendars(input({ wasMade: () => false }), view([], [], asked))).to.deep.equal([]);
    expect(asked).to.deep.equal([]);
  });

  it("is no matter of calendars that the specs ask to delete: a killed run may have done so [CRE-2] [DEL-3]", async () => {
    const gone = leeds(...addresses.map((address) => calendar({ address, status: "deleted" })));
    const asked: string[] = [];
    expect(await missingCalendars(input({ model: gone }), view([], [], asked))).to.deep.equal([]);
    expect(asked).to.deep.equal([]);
  });

  it("lets an override speak, with its number [DEL-3]", async () => {
    const override = {
      limit: "calendarsMissing",
      number: 8,
      reason: "outage",
      expires: "2026-12-01",
    } as const;
    const organisation = { ...model.organisation, limitOverrides: [override] };
    expect(await missingCalendars(input({ model: { ...model, organisation } }), view([], []))).to.deep.equal(
      [],
    );
  });
});
