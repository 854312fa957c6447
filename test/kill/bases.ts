import { Playground } from "../playground/playground";
import { Beginning, twoClinics, type World } from "../scenarios/walker/beginning";
import type { RunKind } from "./kill-case";
import type { Kind } from "./kind";
import { policyWorld } from "./policy-kinds";
import { KINDS } from "./run-kinds";

/** A calendar that someone made in the web app, whose name begins like one of our calendars'. */
export const FOREIGN = "LeedsPhysiotherapyKneeClass@nhs.net";

const foreignCalendar = {
  displayName: "LeedsPhysiotherapyKneeClass",
  email: "physio.knee@nhs.net",
  staff: [{ address: "amy.shah@nhs.net", role: "administrator" as const }],
};

/** A group that someone made in the directory, likewise. */
export const FOREIGN_GROUP = "LeedsVirtualVisitsOutOfHours";

const foreignGroup = {
  displayName: FOREIGN_GROUP,
  organisation: "Leeds",
  members: ["amy.shah@nhs.net", "bob.jones@nhs.net"],
  licences: [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }],
};

const WORLDS: Readonly<Record<Kind["world"], World>> = { clinics: twoClinics, policy: policyWorld };

/** What the runs of a campaign begin with, each made once. */
export class Beginnings {
  readonly #all = {
    clinics: new Beginning(WORLDS.clinics),
    policy: new Beginning(WORLDS.policy),
  };

  /** A playground in which the run of that kind can begin at once: all made where it needs that, the specs edited. */
  async open(run: RunKind, name: string): Promise<Playground> {
    const kind = KINDS[run];
    const { seed, layOut } = WORLDS[kind.world];
    const playground = kind.isMade
      ? await this.#all[kind.world].copy(name)
      : await Playground.open(name, { seed: seed() }, { keepsTenant: true });
    if (!kind.isMade) layOut(playground);
    await playground.tenant.ask("POST", "seed", { calendars: [foreignCalendar], groups: [foreignGroup] });
    await kind.edit(playground);
    return playground;
  }

  async discard(): Promise<void> {
    await Promise.all(Object.values(this.#all).map((one) => one.discard()));
  }
}
