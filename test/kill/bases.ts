import { Playground } from "../playground/playground";
import type { Beginning } from "../scenarios/walker/beginning";
import { baseSeed, layOutClinics } from "../scenarios/walker/beginning";
import type { RunKind } from "./kill-case";
import { KINDS } from "./run-kinds";

/** A calendar that somebody made in the web app, whose name begins like one of ours. */
export const FOREIGN = "LeedsPhysiotherapyKneeClass@nhs.net";

const foreignCalendar = {
  displayName: "LeedsPhysiotherapyKneeClass",
  email: "physio.knee@nhs.net",
  staff: [{ address: "amy.shah@nhs.net", role: "administrator" as const }],
};

/** A playground in which the run of that kind can begin at once: the clinics made where it needs them, the specs edited. */
export async function openBase(run: RunKind, name: string, beginning: Beginning): Promise<Playground> {
  const kind = KINDS[run];
  const playground = kind.beginsWithClinics
    ? await beginning.copy(name)
    : await Playground.open(name, { seed: baseSeed() }, { keepsTenant: true });
  if (!kind.beginsWithClinics) layOutClinics(playground);
  await playground.tenant.ask("POST", "seed", { calendars: [foreignCalendar] });
  kind.edit(playground);
  return playground;
}
