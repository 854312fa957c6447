import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Seed } from "../../../sandbox/seed/seed";
import { Playground } from "../../playground/playground";
import { expectGolden } from "../../support/golden";
import { type Beginning, baseSeed } from "./beginning";
import { STORIES } from "./read-stories";
import { goldenName, runStep } from "./run-step";
import type { Story } from "./story";
import { tenantText } from "./tenant-text";

/** The usual tenant and what the story adds to it. */
function seedOf({ seed = {} }: Story): Seed {
  const base = baseSeed();
  return {
    ...base,
    settings: { ...base.settings, ...seed.settings },
    organisations: [
      ...(base.organisations ?? []),
      ...((seed.organisations ?? []) as NonNullable<Seed["organisations"]>),
    ],
    users: [...(base.users ?? []), ...((seed.users ?? []) as NonNullable<Seed["users"]>)],
    ...(seed.groups && { groups: seed.groups as NonNullable<Seed["groups"]> }),
    ...(seed.subscriptions && { subscriptions: seed.subscriptions as NonNullable<Seed["subscriptions"]> }),
    calendars: [...(base.calendars ?? []), ...((seed.calendars ?? []) as NonNullable<Seed["calendars"]>)],
  };
}

async function open(story: Story, beginning: Beginning): Promise<Playground> {
  const name = `story-${story.name}`;
  if (story.begins === undefined) {
    const playground = await Playground.open(name, { seed: seedOf(story) });
    playground.root.overlay(join(STORIES, "base", "root"));
    return playground;
  }
  const playground = await beginning.copy(name);
  if (story.seed) await playground.tenant.ask("POST", "seed", story.seed);
  return playground;
}

/** The end of a story under other settings of the sandbox: there, people need not agree, or addresses are in lower case. */
const outcomeIn = (text: string): string => text.toLowerCase().replace(/, (active|pendingacceptance)$/gm, "");

/**
 * One story from its beginning to its end. It runs by itself, while the tests of its steps wait for what becomes of
 * them: so two stories can run at a time and still be told one after the other.
 */
export class StoryRun {
  readonly steps: readonly Promise<void>[];
  readonly end: Promise<void>;
  readonly #settle: readonly { resolve: () => void; reject: (error: unknown) => void }[];

  constructor(readonly story: Story) {
    const deferred = [...story.steps, "end"].map(() => Promise.withResolvers<void>());
    // Whoever waits for a step sees its failure; no one may wait for it, as when only some tests are run.
    for (const { promise } of deferred) promise.catch(() => undefined);
    const promises = deferred.map(({ promise }) => promise);
    this.steps = promises.slice(0, -1);
    this.end = promises[promises.length - 1] ?? Promise.resolve();
    this.#settle = deferred;
  }

  /** Runs the story. Never fails itself: its steps do. */
  async run(beginning: Beginning): Promise<void> {
    let playground: Playground | undefined;
    let next = 0;
    try {
      if (process.env["UPDATE_GOLDEN"] === "1") rmSync(this.#golden, { recursive: true, force: true });
      playground = await open(this.story, beginning);
      for (; next < this.story.steps.length; next += 1) {
        await runStep(playground, this.story, next);
        this.#settle[next]?.resolve();
      }
      await this.#checkEnd(playground);
      this.#settle[next]?.resolve();
      playground.root.discard();
    } catch (error) {
      this.#settle[next]?.reject(error);
      const later = new Error(`Not reached: step ${next + 1} of the story failed.`);
      for (const { reject } of this.#settle.slice(next + 1)) reject(later);
    } finally {
      await playground?.close();
    }
  }

  get #golden(): string {
    return join(this.story.folder, "golden");
  }

  /** The tenant is as its golden says, and no golden is left over from steps that are gone. */
  async #checkEnd(playground: Playground): Promise<void> {
    const text = await tenantText(playground.tenant);
    const isOutcomeOnly = process.env["STORY_OUTCOMES_ONLY"] !== undefined;
    const file = `scenarios/${this.story.name}/golden/tenant.yaml`;
    expectGolden(file, text, ...(isOutcomeOnly ? [outcomeIn] : []));
    const files = existsSync(this.#golden) ? readdirSync(this.#golden).sort() : [];
    const steps = this.story.steps.flatMap((step, index) => (step.run ? [goldenName(step, index)] : []));
    expect(files).to.deep.equal([...steps, "tenant.yaml"].sort());
  }
}
