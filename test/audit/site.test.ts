import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { expect } from "chai";
import { type Browser, chromium, type Page } from "playwright-core";
import { describeWith, program } from "../support/programs";
import { runBookings } from "../support/run-bookings";
import { validSpecs } from "../support/valid-specs";
import { GitEstate } from "./git-estate";

const COUNT = 3000;
/** How often the specs could be validated while the site is built: 5 to 8 times, which is 8 seconds on 2 cores with other work. */
const MOST_VALIDATIONS = 15;
const people = (index: number): string =>
  Array.from({ length: 8 }, (_, at) => `  - person${(index * 7 + at) % 4000}.surname@nhs.net\n`).join("");
const spec = (index: number): string =>
  `kind: BookingCalendar\nserviceArea: Area ${index % 40}\nclinicName: Clinic ${index}\nreplyTo: reply.${index % 100}@nhs.net\nphone: "+44 113 496 0000"\nadmins:\n${people(index)}`;

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

describeWith(
  ["chromium"],
  "the auditors' site of 3,000 calendars, opened as files in a real browser",
  function () {
    this.timeout(240_000);
    let estate: GitEstate;
    let browser: Browser;
    let page: Page;
    const asked: string[] = [];
    const complaints: string[] = [];
    let small: GitEstate;
    const address = (path: string, of = estate): string =>
      pathToFileURL(join(of.root, "audit-site", path)).href;

    const secondsOf = async (words: string[]): Promise<number> => {
      const started = performance.now();
      const { code, stderr } = await runBookings(words, { cwd: estate.root });
      expect(code, stderr).to.equal(0);
      return (performance.now() - started) / 1000;
    };

    before(async () => {
      estate = new GitEstate({
        ...validSpecs,
        ".gitignore": "audit-site\n",
        ...Object.fromEntries(
          Array.from({ length: COUNT - 1 }, (_, index) => [
            `specs/leeds/calendars/c${index}.yaml`,
            spec(index),
          ]),
        ),
      });
      estate.commit("Begin", "2026-01-05T09:00:00Z");
      // the best of some, against the check of the same specs at the same time: else one measures the machine
      let ratio = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < 3 && ratio >= MOST_VALIDATIONS; attempt += 1) {
        rmSync(join(estate.root, "audit-site"), { recursive: true, force: true });
        const floor = await secondsOf(["validate"]);
        ratio = Math.min(ratio, (await secondsOf(["audit", "--out", "audit-site"])) / floor);
      }
      expect(ratio, "time for the site ÷ time to validate its specs").to.be.below(MOST_VALIDATIONS);
      small = new GitEstate({ ...validSpecs, ".gitignore": "audit-site\n" });
      small.commit("Begin", "2026-01-05T09:00:00Z");
      expect((await runBookings(["audit", "--out", "audit-site"], { cwd: small.root })).code).to.equal(0);
      const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      browser = await chromium.launch({
        executablePath: program("chromium"),
        args: [...asRoot, "--disable-gpu"],
      });
      page = await browser.newPage();
      page.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
    });
    after(async () => {
      await browser?.close();
      estate?.remove();
      small?.remove();
    });

    const violations = async (): Promise<string[]> => {
      await page.evaluate(axe.source);
      const { violations: found } = (await page.evaluate("axe.run()")) as AxeResult;
      return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
    };

    it("has no file above a megabyte [OPS-5]", () => {
      const folder = join(estate.root, "audit-site");
      const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
        /\.(html|js|css)$/.test(path),
      );
      expect(pages.filter((path) => statSync(join(folder, path)).size > 1_000_000)).to.deep.equal([]);
      expect(pages.filter((path) => path.startsWith("calendars/"))).to.have.length(COUNT);
    });

    it("paints soon, and finds calendars by person, address, reply address and organisation at once [UPD-3] [OPS-5]", async () => {
      // The best of some loads: on a busy machine others measure the machine.
      const paints: number[] = [];
      for (let load = 0; load < 4; load += 1) {
        await page.goto(address("index.html"));
        // asked again from here: the page's policy lets no text be run in it, which waitForFunction may do
        let paint: unknown;
        while (typeof paint !== "number")
          paint = await page.evaluate(
            "performance.getEntriesByType('paint').find(({ name }) => name === 'first-contentful-paint')?.startTime",
          );
        paints.push(paint);
      }
      expect(Math.min(...paints)).to.be.below(1000);
      expect(await page.textContent("#count")).to.equal("3,000 calendars");
      for (const [words, count, first] of [
        ["person21.surname", /^\d+ calendars$/, /person21\.surname@nhs\.net/],
        ["LeedsArea5Clinic45", /^1 calendar$/, /^LeedsArea5Clinic45/],
        ["leedsarea5clinic45@nhs.net", /^1 calendar$/, /^LeedsArea5Clinic45/],
        ["reply.7@nhs.net", /^30 calendars$/, /reply\.7@nhs\.net/],
        ["Leeds Teaching", /^3,000 calendars, the first 50 are shown$/, /Leeds Teaching Hospitals/],
        ["Leeds Teaching clinic2999 nothing", /^0 calendars: none has all of these words$/, undefined],
      ] as const) {
        await page.fill("#words", words);
        expect(await page.textContent("#count"), words).to.match(count);
        if (first === undefined) expect(await page.locator("#found *").count()).to.equal(0);
        else expect(await page.locator("#found tbody tr").first().textContent(), words).to.match(first);
      }
      await page.fill("#words", "clinic45");
      expect(
        await page.locator("#found").textContent(),
        "no column of people who were not found",
      ).not.to.contain("People found");
      const took = (await page.evaluate(
        "Math.min(...Array.from({ length: 5 }, () => { const before = performance.now(); document.getElementById('words').value = 'surname clinic'; show(); return performance.now() - before; }))",
      )) as number;
      expect(took).to.be.below(50);
    });

    it("asks nothing of a network, and its policy refuses nothing that it needs [OPS-5]", async () => {
      await page.goto(address("index.html"));
      await page.fill("#words", "clinic 45");
      await page.click("#found a");
      expect(await page.textContent("h1")).to.match(/^LeedsArea\d+Clinic\d+$/);
      expect(asked.filter((url) => !url.startsWith("file:"))).to.deep.equal([]);
      expect(complaints).to.deep.equal([]);
    });

    it("can be used by keyboard alone", async () => {
      await page.goto(address("index.html"));
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).to.equal("Skip to the content");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.id")).to.equal("words");
      await page.keyboard.type("clinic 1234");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.waitForURL(/calendars\//);
    });

    it("keeps no one from using it, also on a phone [OPS-5]", async () => {
      for (const size of [
        { width: 1280, height: 800 },
        { width: 360, height: 740 },
      ]) {
        await page.setViewportSize(size);
        for (const path of [
          "index.html",
          "people.html",
          "changes.html",
          "identities.html",
          "calendars/leedscardiologyheartfailure.html",
        ]) {
          await page.goto(address(path, small));
          expect(await violations(), path).to.deep.equal([]);
          const wider = await page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth",
          );
          expect(wider, `${path} at ${size.width}`).to.equal(false);
        }
      }
    });
  },
);
