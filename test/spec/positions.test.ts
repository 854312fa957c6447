import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { positions } from "../../src/spec/positions";

const DOCUMENTS = 200;
const VIEWERS = 100;
const viewers = Array.from({ length: VIEWERS }, (_, index) => `  - viewer.${index}@nhs.net\n`).join("");

/** What is still in use after everything else was thrown away, in MiB. */
async function heldMiB(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  await nextTurn();
  collect();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

describe("places in specs", function () {
  this.timeout(60_000);
  it("hold no memory once they were told, however many files were asked, and are found again", async () => {
    const places = Array.from({ length: DOCUMENTS }, (_, index) =>
      positions(
        `specs/leeds/calendars/${index}.yaml`,
        `kind: BookingCalendar\n# ${index}\nviewers:\n${viewers}`,
      ),
    );
    const last = () => places.map((placeOf) => placeOf(`/viewers/${VIEWERS - 1}`).line);
    const before = await heldMiB();
    expect(new Set(last())).to.deep.equal(new Set([VIEWERS + 3]));
    // the trees would be 5 MiB
    expect((await heldMiB()) - before).to.be.lessThan(2);
    expect(new Set(last())).to.deep.equal(new Set([VIEWERS + 3]));
  });
});
