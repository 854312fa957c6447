import { expect } from "chai";
import { setUpTool } from "./set-up-tool";

interface Machine {
  readonly env: Record<string, string>;
  readonly platform: string;
  readonly isRoot: boolean;
  readonly isDebian: boolean;
  exists(file: string): boolean;
  install(): Promise<void>;
}

describe("the browser for the tests", () => {
  let findBrowser: (say: (text: string) => void, machine: Machine) => Promise<string | undefined>;
  let said: string[];
  let there: Set<string>;
  let installs: number;

  before(async () => {
    ({ findBrowser } = await setUpTool<{ findBrowser: typeof findBrowser }>("setup/browser.mjs"));
  });

  beforeEach(() => {
    [said, there, installs] = [[], new Set(), 0];
  });

  const find = (change: Partial<Machine> = {}) =>
    findBrowser((text) => said.push(text), {
      env: { PATH: "/bin:/opt/bin" },
      platform: "linux",
      isRoot: true,
      isDebian: true,
      exists: (file) => there.has(file),
      install: async () => {
        installs += 1;
        there.add("/usr/bin/chromium");
      },
      ...change,
    });

  it("is the one that CHROMIUM names, found or not", async () => {
    expect(await find({ env: { CHROMIUM: "/my/browser" } })).to.equal("/my/browser");
  });

  it("is found on the PATH and in the usual places, without a word", async () => {
    there.add("/opt/bin/google-chrome");
    expect(await find()).to.equal("/opt/bin/google-chrome");
    there = new Set(["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]);
    expect(await find({ platform: "darwin" })).to.contain("Google Chrome");
    there = new Set(["C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"]);
    expect(await find({ platform: "win32" })).to.contain("msedge.exe");
    expect([said, installs]).to.deep.equal([[], 0]);
  });

  it("is installed on Debian where that is possible and allowed, and said", async () => {
    expect(await find()).to.equal("/usr/bin/chromium");
    expect(installs).to.equal(1);
    expect(said[0]).to.match(/^Installing Debian's Chromium/);
  });

  it("is asked for in a sentence where it cannot be installed", async () => {
    const cases: Partial<Machine>[] = [
      { isRoot: false },
      { isDebian: false },
      { env: { BOOKINGS_INSTALL_BROWSER: "no" } },
      { install: () => Promise.resolve() },
    ];
    for (const change of cases) {
      expect(await find(change)).to.equal(undefined);
      expect(said.at(-1)).to.contain("will fail: install one").and.to.contain("CHROMIUM");
    }
    expect(installs).to.equal(0);
  });
});
