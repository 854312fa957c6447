import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { type Browser, chromium, type Page } from "playwright-core";
import { describeWith, program } from "../support/programs";
import { runBookings } from "../support/run-bookings";
import { calendar, validSpecs } from "../support/valid-specs";
import { GitEstate } from "./git-estate";

describeWith(["chromium", "pdftotext"], "the auditors' site on paper and on a phone", function () {
  this.timeout(120_000);
  let estate: GitEstate;
  let browser: Browser;
  let page: Page;
  const go = (path: string) => page.goto(pathToFileURL(join(estate.root, "audit-site", path)).href);

  before(async () => {
    estate = new GitEstate({
      ...validSpecs,
      ".gitignore": "audit-site\n",
      "specs/leeds/calendars/long.yaml": calendar(
        "Womens and Childrens Services",
        "Early Pregnancy Assessment Unit",
      ),
    });
    const who = "Wilhelmina Featherstonehaugh-Cholmondeley <w.featherstonehaugh-cholmondeley@nhs.net>";
    estate.commit("Begin with the calendars of the whole outpatient department", "2026-01-05T09:00:00Z", who);
    expect((await runBookings(["audit", "--out", "audit-site"], { cwd: estate.root })).code).to.equal(0);
    const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    browser = await chromium.launch({
      executablePath: program("chromium"),
      args: [...asRoot, "--disable-gpu"],
    });
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    estate?.remove();
  });

  /** The text of a page as it is printed, without breaks inside of words, and how many sheets have which shape. */
  async function printed(): Promise<{ text: string; isWide: boolean }> {
    const input = await page.pdf({ preferCSSPageSize: true });
    const words = execFileSync(program("pdftotext"), ["-bbox", "-", "-"], { input, encoding: "utf8" });
    const [, width = "", height = ""] = /<page width="([\d.]+)" height="([\d.]+)"/.exec(words) ?? [];
    for (const [, right = "", word = ""] of words.matchAll(/xMax="([\d.]+)"[^>]*>(.*?)<\/word>/g))
      expect(Number(right), `${word} runs off the paper`).to.be.at.most(Number(width));
    const text = [...words.matchAll(/<word [^>]*>(.*?)<\/word>/g)].map(([, word = ""]) => word).join("");
    return { text, isWide: Number(width) > Number(height) };
  }

  it("prints every column of the widest tables, on paper on its side [OPS-5]", async () => {
    for (const path of ["people.html", "changes.html"]) {
      await go(path);
      const headings = await page.locator("th").allTextContents();
      expect(headings.length, path).to.be.above(9);
      const { text, isWide } = await printed();
      expect(isWide, path).to.equal(true);
      for (const word of headings.join(" ").split(" ")) expect(text, path).to.contain(word);
    }
    await go("changes.html");
    // The last column of a table that is wider than most screens.
    expect((await printed()).text)
      .to.contain("outpatient")
      .and.contain("department");
  });

  it("prints no navigation and no search, and says where links lead [OPS-5]", async () => {
    await go("changes.html");
    const changes = (await printed()).text;
    expect(changes).not.to.contain("Whomayapproveandrun").and.not.to.contain("Skip");
    expect(changes).to.contain("(evidence/changes.tsv)").and.contain("(evidence/changes.json)");
    await go("index.html");
    const { text, isWide } = await printed();
    expect(isWide).to.equal(false);
    expect(text).to.contain("(evidence/manifest.json)").and.not.contain("Findcalendars");
  });

  it("shows each row of a table as a block with the names of its columns on a phone [OPS-5]", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await go("changes.html");
    const cut = (await page.evaluate(
      "[...document.querySelectorAll('td, .scroll')].filter((one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth).map((one) => one.textContent)",
    )) as string[];
    expect(cut).to.deep.equal([]);
    const named = await page.evaluate(
      "getComputedStyle(document.querySelector('td:nth-child(4)'), '::before').content",
    );
    expect(named).to.equal('"Person"');
  });

  it("marks where one is, and writes days and times for people", async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await go("changes.html");
    expect(await page.locator("nav [aria-current=page]").allTextContents()).to.deep.equal([
      "Changes of access",
    ]);
    expect(await page.locator("td time").first().textContent()).to.equal("5 Jan 2026, 09:00");
    expect(await page.locator("td").allTextContents()).not.to.include("2026-01-05T09:00:00.000Z");
  });
});
