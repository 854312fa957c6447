import { expect } from "chai";
import { bookingCalendarHandler } from "../../providers/booking-calendar/handler";
import { openContext } from "../../providers/booking-calendar/open-context";
import { localPart } from "../../src/model/naming";
import { openRecords } from "../../src/records/open-records";
import { testTenant } from "./sandbox-tenant";

/** What the engine does with 2 cores. */
const AT_ONCE = 8;

describe("requests", function () {
  this.timeout(60_000);

  it("of 40 creations with six members each: at most 0.9 of a request for each calendar, half for a change, 0.2 for a reading", async () => {
    const tenant = await testTenant();
    try {
      const context = openContext({
        env: tenant.env,
        localPart,
        stillWanted: () => true,
        records: openRecords({ root: tenant.folder, env: {} }),
      });
      const handler = bookingCalendarHandler(() => context);
      const people = ["amy.shah", "bob.jones", "cat.lee", "dan.fox", "eve.wood", "fay.hill"];
      const members = Object.fromEntries(
        people.map((one, i) => [`${one}@nhs.net`, i < 2 ? ("admin" as const) : ("viewer" as const)]),
      );
      const clients = [context.reader("Leeds"), context.writer("Leeds")];
      const http = () => clients.reduce((sum, client) => sum + client.counters.http, 0);
      const wishes = Array.from({ length: 40 }, (_, i) => tenant.inputs(`No ${i}`, { members }));

      const made = await together(wishes.map((wish) => () => handler.create(wish)));
      const created = http();
      expect(created).to.be.at.most(36);
      await together(
        made.map(
          ({ id, outs }) =>
            () =>
              handler.read(id, outs),
        ),
      );
      const read = http() - created;
      expect(read).to.be.at.most(8);
      await together(
        made.map(({ id, outs }, i) => () => {
          const more = { ...members, "gus.moor@nhs.net": "viewer" as const };
          return handler.update(id, outs, { ...wishes[i], phone: "1", members: more });
        }),
      );
      expect(http() - created - read).to.be.at.most(20);
    } finally {
      await tenant.close();
    }
  });
});

/** As the engine does: so many at once, the next as soon as one is done. */
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
