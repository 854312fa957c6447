import { expect } from "chai";
import { type Flip, settingFlips } from "../support/setting-flips";
import { notAsSpecified } from "./as-specified";
import { throughHandlers } from "./handlers-driver";
import type { LifecycleFault, LifecycleSettings } from "./lifecycle";
import type { LifecycleDriver } from "./lifecycle-driver";
import type { Outcome } from "./lifecycle-engine";
import { addressOf, LifecycleSpecs } from "./lifecycle-specs";
import { LifecycleTenant } from "./lifecycle-tenant";

const [ONE, TWO] = ["Heart Failure", "Pacemakers"].map(addressOf) as [string, string];

/** Positions under which another end is right, and the test that shows it. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "mailboxDomain: initialDomain": "the story other-address",
  "calendarViewNames: startDateTime":
    "bookings that cannot be counted, in test/preflight and test/providers/delete.test.ts",
};

/** After a lost answer nothing tells a calendar without a marker from someone else's: the story graph-drops-the-marker. */
const WITHOUT_LOST_ANSWER: readonly string[] = ["markerOnCreate: drop"];

const SETTINGS: LifecycleSettings = {
  duplicateName: "conflict",
  markerOnCreate: "keep",
  creatorBecomesStaff: true,
  batch: true,
  memberRoleWord: "member",
  membershipApproval: true,
  mailboxDelay: "none",
  starterService: true,
  checkpoints: true,
};

/** The course of two calendars: made with a lost answer, completed, changed, one of them deleted when no one is booked. */
class Course {
  readonly specs = new LifecycleSpecs();

  constructor(
    private readonly tenant: LifecycleTenant,
    private readonly driver: LifecycleDriver,
    private readonly isDelayed: boolean,
  ) {}

  async up(fault?: LifecycleFault): Promise<Outcome> {
    if (this.isDelayed) await this.tenant.advance(600_000);
    await this.tenant.arm(fault);
    const run = { command: "up" as const, specs: this.specs, crash: undefined, turned: false };
    const outcome = await this.driver.run(run);
    await this.tenant.arm(undefined);
    return outcome;
  }

  /** Runs until nothing fails, as people do; the failures of the last run. */
  async settle(): Promise<string[]> {
    let failed: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      const outcome = await this.up();
      failed = [...outcome.refused, ...outcome.failed.values()];
      if (failed.length === 0) break;
    }
    return [...failed, ...notAsSpecified(this.specs.calendars, await this.tenant.snapshot(), new Set())];
  }

  /** An appointment of a patient, made or cancelled in the web app. */
  async book(): Promise<() => Promise<unknown>> {
    const at = `/solutions/bookingBusinesses/${TWO}/appointments`;
    const when = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
    const made = await this.tenant.edit("POST", at, {
      customerEmailAddress: "patient@example.com",
      startDateTime: { dateTime: when, timeZone: "UTC" },
      endDateTime: { dateTime: when.replace(/T\d\d/, "T23"), timeZone: "UTC" },
    });
    expect(made.status, JSON.stringify(made.body)).to.equal(201);
    return () => this.tenant.edit("DELETE", `${at}/${(made.body as { id: string }).id}`);
  }
}

async function holds(tenant: LifecycleTenant, { name, settings }: Omit<Flip, "setting">): Promise<void> {
  const all: LifecycleSettings = { ...SETTINGS, ...settings, others: settings };
  await tenant.begin(all);
  const driver = await throughHandlers()(tenant, all);
  const course = new Course(tenant, driver, all.mailboxDelay !== "none");
  const amy = { "amy.shah": "admin" } as const;
  course.specs.edit({ do: "spec", calendar: 0, phone: 0, members: { ...amy, "bob.jones": "viewer" } });
  course.specs.edit({ do: "spec", calendar: 1, phone: 1, members: amy });
  const lost = { kind: "cut-after", operation: "bookingBusiness.create", nth: 1, times: 1 } as const;
  await course.up(WITHOUT_LOST_ANSWER.includes(name) ? undefined : lost);
  expect(await course.settle(), "an answer was lost").to.deep.equal([]);

  course.specs.edit({
    do: "spec",
    calendar: 0,
    phone: 2,
    members: { "dan.fox": "admin", "cat.lee": "viewer" },
  });
  await course.up({ kind: "503", operation: "staffMember.*", nth: 2, times: 4 });
  expect(await course.settle(), "the only admin was exchanged").to.deep.equal([]);

  const cancel = await course.book();
  course.specs.edit({ do: "tombstone", calendar: 1, confirm: "right" });
  expect((await course.up()).refused, "a patient is booked").to.include("patients-booked");
  await cancel();
  expect(await course.settle(), "no one is booked").to.deep.equal([]);
  const there = (await tenant.snapshot()).map(({ address }) => address.toLowerCase());
  expect(there).to.deep.equal([ONE.toLowerCase()]);
}

describe("what is not established about Graph, each setting of the sandbox flipped alone", function () {
  this.timeout(30_000);
  let tenant: LifecycleTenant;
  before(async () => {
    tenant = await LifecycleTenant.start();
  });
  after(() => tenant.close());

  it("has every setting at its pessimistic position by default", () =>
    holds(tenant, { name: "default", settings: {} }));

  for (const flip of settingFlips.filter(({ name }) => OTHERWISE[name] === undefined))
    it(`${flip.name} leads calendars to the same end [DEL-5]`, () => holds(tenant, flip));
});
