import { expect } from "chai";
import { askAdmin } from "../../src/cli/sandbox/ask-admin";
import { type RunningSandbox, runningSandbox, runtimeFiles } from "../../src/cli/sandbox/running-sandbox";
import { type Ended, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";

const SEED = `
tenant: { tenantId: 6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034, domain: nhs.net, initialDomain: nhsnet.onmicrosoft.com }
settings: { mailboxDomain: initialDomain }
organisations:
  - { shortName: Leeds, operator: svc.leeds.bookings@nhs.net }
users:
  - { address: amy.shah@nhs.net, displayName: Amy Shah, organisation: Leeds, mailbox: user }
  - { address: cardiology.hf@nhs.net, displayName: Cardiology, organisation: Leeds, mailbox: shared }
`;
const GIVEN = "LeedsCardiologyHeartFailure@nhsnet.onmicrosoft.com";

describe("discard with the real engine and the sandbox, as processes", function () {
  this.timeout(180_000);
  let folder: SpecsFolder;
  const bookings = (...words: string[]): Promise<Ended> => runBookings(words, { cwd: folder.root });

  function admin<T>(method: "GET" | "POST" | "PUT", path: string, body?: object): Promise<T> {
    const running: RunningSandbox | undefined = runningSandbox(runtimeFiles(folder.root));
    if (!running) throw new Error("no sandbox");
    return askAdmin(running, { what: path, method, path, ...(body && { body }) }) as Promise<T>;
  }

  const addresses = async (): Promise<string[]> =>
    (await admin<{ calendars: { address: string }[] }>("GET", "snapshot")).calendars.map(({ address }) =>
      address.toLowerCase(),
    );

  before(async () => {
    folder = new SpecsFolder({ ...validSpecs, "seed.yaml": SEED });
    await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
  });

  after(async () => {
    await bookings("sandbox", "stop");
    folder.remove();
  });

  it("removes what Graph made under another address, so that the next run makes it right [NAM-3]", async () => {
    const first = await bookings("up", "--yes");
    expect(first.code, first.stderr).to.equal(6);
    expect(`${first.stdout}${first.stderr}`.toLowerCase()).to.contain(GIVEN.toLowerCase());
    const listed = await bookings("list");
    expect(listed.stdout).to.contain("Updating (half made)");
    const wrong = await bookings("discard", GIVEN, "--confirm", "LeedsCardiologyHeartFailure@nhs.net");
    expect(wrong.code, wrong.stderr).to.equal(1);
    expect(await addresses()).to.deep.equal([GIVEN.toLowerCase()]);

    const discarded = await bookings("discard", GIVEN, "--confirm", GIVEN);
    expect(discarded.code, discarded.stderr).to.equal(0);
    expect(await addresses()).to.deep.equal([]);

    await admin("PUT", "settings", { mailboxDomain: "domain" });
    const again = await bookings("up", "--yes");
    expect(again.code, again.stderr).to.equal(0);
    expect(await addresses()).to.deep.equal(["leedscardiologyheartfailure@nhs.net"]);
    expect((await bookings("preview", "--detailed-exitcode")).code).to.equal(0);
  });
});
