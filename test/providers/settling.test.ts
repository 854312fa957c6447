import { expect } from "chai";
import { settlingHandler } from "../../providers/settling";
import type { JournalLine } from "../../src/records/journal";
import type { Records } from "../../src/records/open-records";

const BEGUN = { outcome: "begun" } as JournalLine;

describe("a handler for plain Pulumi", () => {
  const told: string[] = [];
  beforeEach(() => told.splice(0));

  /** A handler that finds nothing to do, in a stack where a run died over one calendar. */
  const handler = settlingHandler(
    { diff: async (_id, olds, news) => ({ changes: olds === news, replaces: [] }) },
    {
      records: {
        diedOver: (organisation, name) =>
          organisation === "Leeds" && name === "A@nhs.net" ? BEGUN : undefined,
      } as Records,
      field: "address",
      tell: (text) => told.push(text),
    },
  );
  const changes = async (news: object, live: object = { status: "active" }) =>
    (await handler.diff("id", { live }, { organisation: "Leeds", ...news })).changes;

  it("has something to do where a run died over a calendar and none has settled it [UPD-2] [OPS-5]", async () => {
    expect(await changes({ address: "A@nhs.net" })).to.equal(true);
    expect(told).to.deep.equal([
      "A@nhs.net: a run began to change it, and how that ended is not on record. An up looks at what was done and records it.",
    ]);
    expect(await changes({ address: "B@nhs.net" })).to.equal(false);
    expect(await changes({ address: "A@nhs.net", organisation: "York" })).to.equal(false);
  });

  it("never touches what has ended", async () => {
    for (const status of ["deleted", "handed-over"])
      expect(await changes({ address: "A@nhs.net" }, { status })).to.equal(false);
    expect(told).to.deep.equal([]);
  });

  it("says nothing more where there is something to do anyway", async () => {
    const same = { organisation: "Leeds", address: "A@nhs.net" };
    expect((await handler.diff("id", same, same)).changes).to.equal(true);
    expect(told).to.deep.equal([]);
  });
});
