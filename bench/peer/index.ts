import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Playground } from "../../test/playground/playground";
import { RootFolder } from "../../test/playground/root-folder";
import { type Cost, costOf } from "../cost-of";
import { openClinics, runWell, STACK } from "../open-clinics";
import type { BenchResult, NotMeasured } from "../result";
import { ratios, type Spread, spread } from "../spread";
import { buildProvider, lookForPrograms, type Programs, Terraform, versionOf } from "./terraform";

/** One takes some minutes, nearly all of them Terraform's creations. */
const ROUNDS = 1;
/** How often both change one calendar in a round: that has a goal, and takes seconds only. */
const TURNS = 3;
const COUNT = { calendars: 100, members: 6 };
/** Milliseconds that each request takes at least, with the goal for one change. */
const GOALS = { 0: 0.5, 50: 0.35 } as const;
const LATENCIES = [0, 50] as const;
const CHANGED = 7;

/**
 * Lists come whole, as Terraform reads no lists. Graph's limits are off: a generic provider does not know that a calendar takes
 * four requests at once, and would only lose time by refusals.
 */
const SETTINGS = { bookingsPaging: "none", directoryPaging: "pages", throttling: false };

type Work = "create" | "no change" | "one change" | "drift";
const WORKS: readonly Work[] = ["create", "no change", "one change", "drift"];

interface Pair {
  readonly ours: Cost;
  readonly terraform: Cost;
}

type Round = Readonly<Record<Work, readonly Pair[]>>;

async function tenantWith(name: string, latency: number): Promise<Playground> {
  const playground = await openClinics(name, COUNT);
  await playground.tenant.ask("PUT", "settings", { ...SETTINGS, latency });
  return playground;
}

/** Both have made the same things: calendars with people and a service each. */
async function assertSame(ours: Playground, theirs: Playground): Promise<void> {
  const seen = async ({ tenant }: Playground) =>
    JSON.stringify(
      (await tenant.calendars()).map(({ staff, ...rest }) => [rest, staff.map((one) => one.address).sort()]),
    );
  if ((await seen(ours)) !== (await seen(theirs)))
    throw new Error("Terraform made other calendars than ours.");
}

function changeSpec({ root }: Playground, phone: string): void {
  const file = join(root.path, "specs", STACK, "calendars", `clinic-${CHANGED}.yaml`);
  writeFileSync(file, readFileSync(file, "utf8").replace(/phone: .*/, `phone: "${phone}"`));
}

/** One round at one latency: each kind of work by one and then by the other, in two tenants that are the same. */
async function roundAt(latency: number, round: number, programs: Programs, plugins: string): Promise<Round> {
  const ours = await tenantWith(`bench-peer-ours-${latency}`, latency);
  const theirs = await tenantWith(`bench-peer-terraform-${latency}`, latency);
  try {
    const peer = await Terraform.open(theirs, programs, plugins, COUNT);
    const create = {
      ours: await costOf(ours, ["up", STACK, "--yes"]),
      terraform: await peer.cost("apply", "-auto-approve"),
    };
    await assertSame(ours, theirs);
    // the first run after a creation takes in who is on the calendars by now
    await runWell(ours, "bookings", ["up", STACK, "--yes"]);
    const noChange = {
      ours: await costOf(ours, ["preview", STACK, "--detailed-exitcode"]),
      terraform: await peer.cost("plan", "-detailed-exitcode"),
    };
    const oneChange: Pair[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const phone = `+44 113 497 ${1000 + round * TURNS + turn}`;
      changeSpec(ours, phone);
      peer.changePhone(CHANGED, phone);
      oneChange.push({
        ours: await costOf(ours, ["up", STACK, "--yes"]),
        terraform: await peer.cost("apply", "-auto-approve"),
      });
    }
    await assertSame(ours, theirs);
    const drift = {
      ours: await costOf(ours, ["drift", STACK]),
      terraform: await peer.cost("plan", "-refresh-only", "-detailed-exitcode"),
    };
    return { create: [create], "no change": [noChange], "one change": oneChange, drift: [drift] };
  } finally {
    for (const one of [ours, theirs]) {
      await one.close();
      one.root.discard();
    }
  }
}

type Found = readonly Round[];

const pairsOf = (found: Found, work: Work): Pair[] => found.flatMap((round) => round[work]);

function figuresOf(found: Found, latency: number): [string, Spread][] {
  return WORKS.flatMap((work): [string, Spread][] => {
    const of = (who: keyof Pair, what: "seconds" | "cpuSeconds" | "requests"): number[] =>
      pairsOf(found, work).map((pair) => pair[who][what]);
    const told = `${work} at ${latency} ms`;
    return [
      [`${told}, ours ÷ Terraform`, ratios(of("ours", "seconds"), of("terraform", "seconds"))],
      [
        `${told}, processor, ours ÷ Terraform`,
        ratios(of("ours", "cpuSeconds"), of("terraform", "cpuSeconds")),
      ],
      ...(["ours", "terraform"] as const).flatMap((who): [string, Spread][] => {
        const name = who === "ours" ? "ours" : "Terraform";
        return [
          [`${told}, seconds, ${name}`, spread(of(who, "seconds"))],
          [`${told}, processor seconds, ${name}`, spread(of(who, "cpuSeconds"))],
          [`${told}, requests, ${name}`, spread(of(who, "requests"))],
        ];
      }),
    ];
  });
}

/** The seconds of each change, ours by theirs, by the goal: 1 where it is just reached. */
const byGoal = (found: Found, goal: number): number[] =>
  pairsOf(found, "one change").map(({ ours, terraform }) => ours.seconds / terraform.seconds / goal);

/** What one of our changes consisted of, process by process. */
const profileOf = (found: Found): Record<string, string> =>
  Object.fromEntries(
    (pairsOf(found, "one change").at(-1)?.ours.processes ?? []).map(({ name, from, to, cpuSeconds }) => [
      `process ${name}, from second ${from} to ${to}`,
      `${cpuSeconds} s of a processor`,
    ]),
  );

type Latencies = ReadonlyMap<keyof typeof GOALS, Found>;

/** All rounds at all latencies, by the provider as it is built now. */
async function measure(programs: Programs, rounds: number): Promise<Latencies> {
  const plugins = new RootFolder("bench-peer-provider");
  try {
    await buildProvider(programs, plugins.path);
    const found = new Map(LATENCIES.map((latency): [keyof typeof GOALS, Round[]] => [latency, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [latency, all] of found) all.push(await roundAt(latency, round, programs, plugins.path));
    }
    return found;
  } finally {
    plugins.discard();
  }
}

/** The same work by Terraform, with the plainest provider of REST objects that there can be. */
export async function peerBench(rounds = ROUNDS): Promise<BenchResult | NotMeasured> {
  const { terraform, go } = lookForPrograms();
  if (!terraform || !go) {
    const missing = [...(terraform ? [] : ["terraform"]), ...(go ? [] : ["go"])].join(" and ");
    return { name: "peer", notMeasured: `there is no ${missing} on this machine.` };
  }
  const found = await measure({ terraform, go }, rounds);
  const shares = [...found].map(([latency, all]) => ({
    latency,
    all,
    share: spread(byGoal(all, GOALS[latency])),
  }));
  const [worst] = shares.sort((one, other) => other.share.median - one.share.median);
  const { share: ratio, all: missed } = worst as NonNullable<typeof worst>;
  return {
    name: "peer",
    what: `bookings up of one change among ${COUNT.calendars} calendars ÷ Terraform's apply, ÷ the goal: ${GOALS[0]} at 0 ms, ${GOALS[50]} at 50 ms, whichever is further from it`,
    goal: 1,
    ratio,
    figures: {
      "version of Terraform": await versionOf(terraform),
      ...Object.fromEntries([...found].flatMap(([latency, all]) => figuresOf(all, latency))),
    },
    ...(ratio.median > 1 && { profile: profileOf(missed) }),
  };
}
