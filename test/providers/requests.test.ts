import { expect } from "chai";
import { openContext } from "../../providers/booking-calendar/context";
import { bookingCalendarHandler } from "../../providers/booking-calendar/handler";
import { PATIENT_WINDOW } from "../../src/graph/batch/batcher";
import { localPart } from "../../src/model/naming";
import { openRecords } from "../../src/records/open-records";
import { testTenant } from "./sandbox-tenant";

/** As many as `bookings up` lets the engine work on at once. */
const AT_ONCE = 50;

const CALENDARS = 60;

const batches = (items: number): number => Math.ceil(items / 20);

/** A look is two items. The first calendar is made alone; six people and a service come after their calendar. */
const LEAST = {
  create: batches(2 * CALENDARS) + 1 + batches(CALENDARS - 1) + batches(7 * CALENDARS),
  read: batches(2 * CALENDARS),
  // a look and someone's name, then the phone number and that person
  change: batches(3 * CALENDARS) + batches(2 * CALENDARS),
};

describe("requests", function () {
  this.timeout(60_000);

  const orders = [
    ["any", ""],
    ["whole", ", also where batches of mixed order are refused"],
  ] as const;
  for (const [batchOrder, also] of orders) {
    it(`of 60 creations with six members each, of their readings and of a change in each are not many more than the fewest possible${also}`, async () => {
      const tenant = await testTenant({
        settings: { batchOrder, bookingsPaging: "none", directoryPaging: "pages" },
      });
      try {
        const context = openContext({
          env: tenant.env,
          localPart,
          stillWanted: () => true,
          window: PATIENT_WINDOW,
          records: openRecords({ root: tenant.folder, env: {} }),
        });
        const handler = bookingCalendarHandler(() => context);
        const people = ["amy.shah", "bob.jones", "cat.lee", "dan.fox", "eve.wood", "fay.hill"];
        const members = Object.fromEntries(
          people.map((one, i) => [`${one}@nhs.net`, i < 2 ? ("admin" as const) : ("viewer" as const)]),
        );
        const clients = [context.reader("Leeds"), context.writer("Leeds")];
        const http = () => clients.reduce((sum, client) => sum + client.counters.http, 0);
        const wishes = Array.from({ length: CALENDARS }, (_, i) => tenant.inputs(`No ${i}`, { members }));

        const made = await together(wishes.map((wish) => () => handler.create(wish)));
        const created = http();
        expect(created).to.be.at.most(LEAST.create * 1.6);
        await together(
          made.map(
            ({ id, outs }) =>
              () =>
                handler.read(id, outs),
          ),
        );
        const read = http() - created;
        expect(read).to.be.at.most(LEAST.read * 1.6);
        await together(
          made.map(({ id, outs }, i) => () => {
            const more = { ...members, "gus.moor@nhs.net": "viewer" as const };
            return handler.update(id, outs, { ...wishes[i], phone: "1", members: more });
          }),
        );
        expect(http() - created - read).to.be.at.most(LEAST.change * 1.6);
        const refused = (await tenant.log()).filter(
          ({ operation, status }) => operation === "batch" && status === 400,
        );
        expect(refused.length, "by those that were under way before the first refusal").to.be.at.most(
          batchOrder === "any" ? 0 : 8,
        );
        for (const { id } of made) expect((await tenant.calendar(id))?.staff).to.have.length(8);
      } finally {
        await tenant.close();
      }
    });
  }
});

/** As the engine does: a number at once, the next as soon as one is done. */
async function together<T>(jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const queue = [...jobs.entries()];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        results[next[0]] = await next[1]();
      }
    }),
  );
  return results;
}
