import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { onlySandbox } from "../../tools/main-job/only-sandbox";
import { type Ended, quietEnv, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { leedsSeed, validSpecs } from "../support/valid-specs";
import { FakeIo } from "./fake-io";

const JOB = join(__dirname, "..", "..", "tools", "main-job.js");

describe("the main job of npm start", function () {
  this.timeout(180_000);

  it("forgets every tenant and every team's state that the shell is set to", () => {
    const env = {
      BOOKINGS_GRAPH_URL: "https://graph.microsoft.com/v1.0",
      BOOKINGS_AUTHORITY_HOST: "https://login.microsoftonline.com",
      BOOKINGS_TENANT_ID: "real",
      BOOKINGS_IDENTITIES: "/real/identities.json",
      PULUMI_BACKEND_URL: "azblob://team",
      HOME: "/home/amy",
    };
    expect(onlySandbox(new FakeIo({ cwd: "/", env })).env).to.deep.equal({ HOME: "/home/amy" });
  });

  describe("as a process, with the real engine", () => {
    let folder: SpecsFolder;

    before(() => {
      folder = new SpecsFolder({ ...validSpecs, "sandbox/examples/seed.yaml": leedsSeed });
    });

    after(async () => {
      await runBookings(["sandbox", "stop"], { cwd: folder.root });
      folder.remove();
    });

    async function job(interruptAt?: string): Promise<Ended> {
      const child = spawn(process.execPath, [JOB], {
        cwd: folder.root,
        // What a careless shell may be set to: the job must not even look there.
        env: quietEnv({
          BOOKINGS_ROOT: folder.root,
          BOOKINGS_GRAPH_URL: "https://real.example/v1.0",
          BOOKINGS_IDENTITIES: "/nowhere",
          PULUMI_BACKEND_URL: "azblob://team",
        }),
      });
      const texts = { stdout: "", stderr: "" };
      for (const name of ["stdout", "stderr"] as const) {
        child[name].on("data", (text) => {
          texts[name] += String(text);
          if (interruptAt && String(text).includes(interruptAt))
            void pause(300).then(() => child.kill("SIGINT"));
        });
      }
      const [code] = (await once(child, "close")) as [number];
      return { code, ...texts };
    }

    it("survives Ctrl-C at any step, and goes on from there", async () => {
      for (const moment of ["Step 1", "Step 2", "Create LeedsCardiologyHeartFailure"]) {
        const { code, stderr } = await job(moment);
        expect(code, `${moment}\n${stderr}`).to.equal(130);
        expect(stderr).not.to.contain("    at ");
      }
    });

    it("makes the calendars of the examples, and a second time says that nothing changes", async () => {
      const first = await job();
      expect(first.code, first.stderr).to.equal(0);
      expect(first.stdout).to.match(/LeedsCardiologyHeartFailure@nhs\.net +Active +1 +0 +1 +0\n$/);
      expect(first.stderr).to.contain("What to try next:");
      const second = await job();
      expect(second.code, second.stderr).to.equal(0);
      expect(second.stderr).to.contain("runs already");
      expect(second.stdout).to.contain("leeds: nothing changes: 1 calendar as the specs say.");
    });
  });
});
