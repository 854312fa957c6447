import { type Cost, costOf } from "./cost-of";
import { openClinics } from "./open-clinics";
import type { BenchResult } from "./result";
import { spread } from "./spread";

const CALENDARS = 15;
const MEMBERS = 4;
const PARALLEL = 4;
/** How many organisations; BENCH_ORGANISATIONS names others, such as `1,10,200`. */
const SIZES = [1, 4, 12];
/** Seconds after which a command counts as hung: more for each organisation. */
const patienceFor = (organisations: number): number => 120 + 15 * organisations;

const sizes = (): readonly number[] =>
  process.env["BENCH_ORGANISATIONS"]?.split(",").map(Number).filter(Number.isInteger) ?? SIZES;

const each = (organisations: number, { seconds, requests, togetherMiB }: Cost): string =>
  `${(seconds / organisations).toFixed(2)} s and ${(requests / organisations).toFixed(1)} requests each, ${Math.round(togetherMiB)} MiB in all`;

/** What an organisation of 15 calendars costs when it is one of many, against when it is alone. */
export async function organisationsBench(): Promise<BenchResult> {
  const figures: Record<string, string> = {};
  const ofPreview: number[] = [];
  for (const organisations of sizes()) {
    const playground = await openClinics(`bench-many-${organisations}`, {
      organisations,
      calendars: CALENDARS,
      members: MEMBERS,
    });
    try {
      const patience = patienceFor(organisations);
      const many = ["--all", "--parallel", String(PARALLEL), "--json"];
      const up = await costOf(playground, ["up", "--yes", ...many], { patience });
      const preview = await costOf(playground, ["preview", ...many], { patience });
      const drift = await costOf(playground, ["drift", ...many], { patience });
      ofPreview.push(preview.seconds / organisations);
      for (const [what, cost] of Object.entries({ "first up": up, preview, drift }))
        figures[`${what} of ${organisations}`] = each(organisations, cost);
    } finally {
      await playground.close();
      playground.root.discard();
    }
  }
  const [alone = 1] = ofPreview;
  return {
    name: "organisations",
    what: `time of a preview for each of many organisations (${CALENDARS} calendars, ${PARALLEL} at once) ÷ for one alone`,
    goal: 1,
    ratio: spread(ofPreview.slice(1).map((one) => one / alone)),
    figures,
  };
}
