// Not a test by itself: mocha is started on this file by the test of the conformance check, and every test here must fail.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { createInterface } from "node:readline";
import type { JsonObject } from "../../../sandbox/base/json";
import * as presenting from "../../../sandbox/odata/present";
import type { Sandbox } from "../../../sandbox/start";
import { TestClient } from "./client";
import { startSandbox } from "./plain";

const plants: Readonly<Record<string, (shown: JsonObject) => void>> = {
  null: (shown) => {
    shown["displayName"] = null;
  },
  unknown: (shown) => {
    shown["colour"] = "red";
  },
  missing: (shown) => {
    delete shown["phone"];
  },
};

/** Makes the sandbox answer wrongly, in this process. */
function plant(name: string): void {
  const right = presenting.present;
  const wrong: typeof presenting.present = (...args) => {
    const shown = right(...args);
    if (args[0] === "bookingBusiness") plants[name]?.(shown);
    return shown;
  };
  // Compiled modules look functions up in their exports at each call.
  Object.defineProperty(presenting, "present", { value: wrong, configurable: true });
}

const seed = { calendars: [{ displayName: "Leeds" }] };
const url = "/solutions/bookingBusinesses/Leeds@nhs.net";

async function getFrom(sandbox: Sandbox): Promise<void> {
  const client = new TestClient(sandbox);
  const token = await client.minted(["Bookings.Read.All"]);
  await client.call(token, "GET", url);
  client.close();
}

if (process.env["PLANTED"] === undefined) {
  describe("a wrong answer", () => {
    const right = presenting.present;

    afterEach(() => Object.defineProperty(presenting, "present", { value: right, configurable: true }));

    for (const name of Object.keys(plants)) {
      it(`planted in this process: ${name}`, async () => {
        plant(name);
        const sandbox = await startSandbox({ seed });
        await getFrom(sandbox);
        await sandbox.close();
      });
    }

    it("planted in another process: unknown", async () => {
      const child = spawn(process.execPath, [__filename], {
        env: { ...process.env, PLANTED: "unknown" },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [line] = await once(createInterface(child.stdout), "line");
      const { url: graph, caFile, token } = JSON.parse(String(line));
      const agent = new Agent({ ca: readFileSync(caFile) });
      const sent = request(`${graph}${url}`, { agent, headers: { authorization: `Bearer ${token}` } }).end();
      const [answer] = await once(sent, "response");
      answer.resume();
      await once(answer, "end");
      agent.destroy();
      child.kill();
      await once(child, "exit");
    });
  });
} else {
  plant(process.env["PLANTED"]);
  void startSandbox({ seed }).then(async (sandbox) => {
    const client = new TestClient(sandbox);
    const token = await client.minted(["Bookings.Read.All"]);
    console.log(JSON.stringify({ url: sandbox.url, caFile: sandbox.caFile, token }));
  });
}
