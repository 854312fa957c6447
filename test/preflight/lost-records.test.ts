import { expect } from "chai";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { lostRecords, namesInState } from "../../src/preflight/lost-records";
import { calendar, leeds, tenant } from "../support/model";

const HF = "leedscardiologyheartfailure@nhs.net";
const model = leeds(calendar());
const inventory = inventoryOf(tenant, model);

/** Codes of what is found, where the state has these names. */
async function found(
  before: typeof inventory | undefined,
  noted: { kept?: string[]; deleted?: string[] },
  inState: string[] = [],
): Promise<string[]> {
  const { kept = [], deleted = [] } = noted;
  const problems = await lostRecords({
    stack: "leeds",
    model,
    before,
    noted: { kept: new Set(kept), deleted: new Set(deleted) },
    recorded: async () => new Set(inState),
  });
  return problems.map(({ code, args }) => `${code} ${String(args["names"] ?? "")}`.trim());
}

describe("a state that was lost, or is older than its journal [OPS-10]", () => {
  it("is neither where the state has what the journal says, or the journal says nothing", async () => {
    expect(await found(undefined, {})).to.deep.equal([]);
    expect(await found(inventory, { kept: [HF] })).to.deep.equal([]);
  });

  it("is neither where an interrupted run left the records and no inventory", async () => {
    expect(await found(undefined, { kept: [HF, "leedsbase"] }, [HF, "leedsbase"])).to.deep.equal([]);
  });

  it("is refused where nothing is left, for a journal of policies alone too", async () => {
    expect(await found(undefined, { kept: [HF] })).to.deep.equal(["state-lost"]);
    expect(await found(undefined, { kept: ["leedsbase"] })).to.deep.equal(["state-lost"]);
  });

  it("is refused where the state knows less than the journal, with the names", async () => {
    expect(await found(inventory, { kept: [HF, "leedsskin@nhs.net"] })).to.deep.equal([
      "state-older leedsskin@nhs.net",
    ]);
  });

  it("is refused where the journal deleted what the state takes for alive", async () => {
    const older = ["state-older LeedsCardiologyHeartFailure@nhs.net"];
    expect(await found(inventory, { deleted: [HF] })).to.deep.equal(older);
    expect(await found({ ...inventory, calendars: {} }, { deleted: [HF] })).to.deep.equal(older);
  });

  it("finds addresses and policy names in an exported state", () => {
    const resources = [{ outputs: { address: "A@nhs.net" } }, { outputs: { displayName: "LeedsBase" } }, {}];
    expect([...namesInState({ deployment: { resources } })]).to.deep.equal(["a@nhs.net", "leedsbase"]);
    expect([...namesInState(undefined)]).to.deep.equal([]);
  });
});
