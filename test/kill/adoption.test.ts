import { join } from "node:path";
import { expect } from "chai";
import { readJournal, unfinishedEntries } from "../../src/records/journal";
import { Playground } from "../playground/playground";
import { baseSeed, layOutOrganisation } from "../scenarios/walker/beginning";
import { disturb, type Hit } from "./disturb";
import { seenCalls } from "./seen-calls";
import { filesBelow } from "./state-store";
import { type WatchedRun, watchRun } from "./watch-run";

const ADOPT = ["adopt", "leeds", "--policies"];
/** More than one request of twenty questions holds: some are recorded while others are still looked at. */
const CALENDARS = 30;
const person = (at: number): string => ["amy.shah", "bob.jones", "carol.evans"][at % 3] ?? "";

async function open(name: string): Promise<Playground> {
  const seed = baseSeed();
  const playground = await Playground.open(name, {
    seed: {
      ...seed,
      calendars: Array.from({ length: CALENDARS }, (_, at) => ({
        // every third has a name that the rule does not give, and all of those are guessed alike
        displayName:
          at % 3 === 0 ? `Leeds Knee Clinic ${"!".repeat(at / 3 + 1)}` : `LeedsCardiologyClinic${at}`,
        email: "cardiology.hf@nhs.net",
        phone: "0113 496 0110",
        staff: [person(at), person(at + 1), "svc.leeds.bookings"].map((who) => ({
          address: `${who}@nhs.net`,
          role: "administrator" as const,
        })),
      })),
      groups: [
        {
          displayName: "Leeds Virtual Visits",
          organisation: "Leeds",
          members: ["amy.shah@nhs.net"],
          licences: [{ sku: "ENTERPRISEPACK", disabledPlans: ["SWAY"] }],
        },
      ],
    },
  });
  layOutOrganisation(playground);
  return playground;
}

/** What adoption makes, without what differs from run to run: the specs, and the outputs in the state. */
function madeIn({ root }: Playground): { specs: Record<string, string>; recorded: Record<string, unknown> } {
  const specs = [...filesBelow(join(root.path, "specs", "leeds"))].map(([file, text]) => [
    `specs/leeds/${file}`,
    text,
  ]);
  const state = [...filesBelow(join(root.path, ".bookings", "state", ".pulumi", "stacks"))].find(([file]) =>
    file.endsWith("leeds.json"),
  );
  const { checkpoint } = JSON.parse(state?.[1] ?? `{ "checkpoint": { "latest": null } }`) as Checkpoint;
  const resources = (checkpoint.latest?.resources ?? []).filter(({ type }) => type.includes("dynamic/"));
  return {
    specs: Object.fromEntries(specs.sort()),
    recorded: Object.fromEntries(resources.map(({ urn, inputs, outputs }) => [urn, { inputs, outputs }])),
  };
}

interface Checkpoint {
  readonly checkpoint: {
    readonly latest: {
      readonly resources?: readonly (Record<string, unknown> & { type: string; urn: string })[];
    } | null;
  };
}

const newSpecs = (playground: Playground): string[] =>
  Object.keys(madeIn(playground).specs).filter((file) => !file.endsWith("organisation.yaml"));

/** Ends with what an adoption gives that nothing disturbs; writes nothing in Graph, and leaves nothing to do. */
async function expectWhole(playground: Playground, since: number): Promise<void> {
  const { root, tenant } = playground;
  const { exitCode, stderr } = await playground.bookings(ADOPT);
  expect(exitCode, stderr).to.equal(0);
  const made = madeIn(playground);
  expect(Object.keys(made.recorded)).to.have.length(CALENDARS + 1);
  const { lines, broken } = readJournal(join(root.path, ".bookings", "journal", "leeds.jsonl"));
  expect([broken, [...unfinishedEntries(lines)].filter(([, { isSettled }]) => !isSettled)]).to.deep.equal([
    [],
    [],
  ]);
  const preview = await playground.bookings(["preview", "leeds", "--detailed-exitcode"]);
  expect(preview.exitCode, preview.stderr).to.equal(0);
  for (const file of newSpecs(playground)) root.remove(file);
  root.remove(".bookings/state");
  root.remove(".bookings/journal");
  expect((await playground.bookings(ADOPT)).exitCode).to.equal(0);
  expect(madeIn(playground), "an adoption that nothing disturbs").to.deep.equal(made);
  const writes = (await tenant.log(since)).filter(({ effect }) => effect === "write");
  expect(writes, "nothing is written in Graph").to.deep.equal([]);
}

/** What is there when the run is dead. */
type Left = "nothing" | "specs" | "some records";

const CASES: readonly (readonly [string, Pick<Hit, "victim" | "signal">, Left])[] = [
  ["looks for what is there", { victim: "machine", signal: "SIGKILL" }, "nothing"],
  ["has written the specs and begins to record", { victim: "engine", signal: "SIGKILL" }, "specs"],
  ["has recorded some", { victim: "machine", signal: "SIGKILL" }, "some records"],
  ["has recorded some, and is asked to stop", { victim: "group", signal: "SIGTERM" }, "some records"],
];

describe("an adoption that is interrupted", function () {
  this.timeout(300_000);
  let watched: WatchedRun;
  before(async () => {
    const playground = await open("adoption-watched");
    try {
      const since = (await playground.tenant.log()).at(-1)?.seq ?? 0;
      const run = playground.start(ADOPT);
      watched = await watchRun(playground, run, since);
      expect((await run.result).exitCode).to.equal(0);
      playground.root.discard();
    } finally {
      await playground.close();
    }
  });

  /** The call at which a run is in that state. */
  function callFor(left: Left): number {
    const calls = seenCalls(watched.log).filter(({ kind }) => kind !== "batch");
    const recording = calls.filter(({ nth }) => watched.alive(nth).has("provider"));
    const at =
      left === "nothing"
        ? calls[2]
        : left === "specs"
          ? recording[0]
          : recording[Math.floor(recording.length * 0.7)];
    if (!at) throw new Error("the adoption was watched too slowly");
    return at.nth;
  }

  for (const [when, { victim, signal }, left] of CASES) {
    it(`is continued by the next one, with the same specs and record, after ${signal} of ${victim} when it ${when} [OPS-4]`, async () => {
      const playground = await open(`adoption-${victim}-${signal}-${left.replace(" ", "-")}`);
      try {
        const since = (await playground.tenant.log()).at(-1)?.seq ?? 0;
        const point = { call: callFor(left), when: "before" as const };
        const { isHit, findings } = await disturb(playground, { victim, signal, point }, {}, ADOPT);
        expect({ isHit, findings }).to.deep.equal({ isHit: true, findings: [] });
        const recorded = Object.keys(madeIn(playground).recorded).length;
        expect(newSpecs(playground)).to.have.length(left === "nothing" ? 0 : CALENDARS + 1);
        if (left === "some records") expect(recorded).to.be.within(1, CALENDARS + 1);
        else expect(recorded).to.equal(0);
        await playground.bookings(["unlock", "leeds"]);
        await expectWhole(playground, since);
        playground.root.discard();
      } finally {
        await playground.close();
      }
    });
  }

  it("is continued where it ended between two specs [OPS-4]", async () => {
    const playground = await open("adoption-half-written");
    try {
      const since = (await playground.tenant.log()).at(-1)?.seq ?? 0;
      expect((await playground.bookings(ADOPT)).exitCode).to.equal(0);
      // they are written one after the other, calendars in the order in which Graph lists them
      for (const file of newSpecs(playground).filter((_, at) => at % 2 === 1)) playground.root.remove(file);
      playground.root.remove(".bookings/state");
      playground.root.remove(".bookings/journal");
      await expectWhole(playground, since);
      playground.root.discard();
    } finally {
      await playground.close();
    }
  });
});
