import { expect } from "chai";
import { setUpTool } from "./set-up-tool";

interface Machine {
  readonly env: Record<string, string>;
  readonly platform: string;
  readonly isRoot: boolean;
  readonly isDebian: boolean;
  exists(file: string): boolean;
  run(program: string, args: readonly string[]): boolean;
}
interface Tool {
  readonly programs: Record<string, { readonly apt?: readonly string[] }>;
  findProgram(name: string, machine: Machine): string | undefined;
  installPrograms(say: (text: string) => void, machine: Machine): void;
}

describe("the programs that only tests need", () => {
  let tool: Tool;
  let said: string[];
  let ran: string[];
  let there: Set<string>;

  before(async () => {
    tool = await setUpTool<Tool>("setup/programs.mjs");
  });

  beforeEach(() => {
    [said, ran, there] = [[], [], new Set()];
  });

  const asked = { PATH: "/usr/bin:/opt/bin", XDG_CACHE_HOME: "/cache", BOOKINGS_TEST_PROGRAMS: "install" };
  const machine = (change: Partial<Machine> = {}): Machine => ({
    env: asked,
    platform: "linux",
    isRoot: true,
    isDebian: true,
    exists: (file) => there.has(file),
    run: (program, args) => {
      ran.push([program, ...args].join(" "));
      for (const name of ["chromium", "soffice", "pdftoppm", "pdftotext", "zsh", "fish", "python3"])
        if (args.includes("install") && program === "apt-get") there.add(`/usr/bin/${name}`);
      if (args.includes("pip"))
        for (const name of ["zizmor", "check-jsonschema"])
          there.add(`/cache/nhsmail-bookings/test-python/bin/${name}`);
      return true;
    },
    ...change,
  });
  const install = (change?: Partial<Machine>) =>
    tool.installPrograms((text) => said.push(text), machine(change));

  it("are the ones that variables name, found or not", () => {
    const env = { CHROMIUM: "/my/browser", PATH: "" };
    expect(tool.findProgram("chromium", machine({ env }))).to.equal("/my/browser");
  });

  it("are found on the PATH, in the usual places and among our Python packages", () => {
    there.add("/opt/bin/google-chrome");
    expect(tool.findProgram("chromium", machine())).to.equal("/opt/bin/google-chrome");
    there = new Set(["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]);
    expect(tool.findProgram("chromium", machine({ platform: "darwin" }))).to.contain("Google Chrome");
    there = new Set(["C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"]);
    expect(tool.findProgram("chromium", machine({ platform: "win32" }))).to.contain("msedge.exe");
    there = new Set(["/cache/nhsmail-bookings/test-python/bin/zizmor"]);
    expect(tool.findProgram("zizmor", machine())).to.contain("test-python");
    expect(tool.findProgram("soffice", machine())).to.equal(undefined);
  });

  it("are never installed without being asked for", () => {
    for (const value of [undefined, "", "yes", "no"]) {
      const { BOOKINGS_TEST_PROGRAMS: _, ...env } = asked;
      install({ env: value === undefined ? env : { ...env, BOOKINGS_TEST_PROGRAMS: value } });
    }
    expect([said, ran]).to.deep.equal([[], []]);
  });

  it("are installed by apt-get and pip where that is asked for, and said", () => {
    install();
    expect(ran[0]).to.match(/^apt-get .*update$/);
    expect(ran[1]).to.contain("--no-install-recommends chromium").and.to.contain("poppler-utils");
    expect(ran[2]).to.equal("/usr/bin/python3 -m venv /cache/nhsmail-bookings/test-python");
    expect(ran[3]).to.match(/pip install .*--require-virtualenv -r .*python-requirements\.txt$/);
    expect(ran).to.have.length(4);
    expect(said).to.have.length(2);
    expect(said[0]).to.match(/^Installing by apt-get, as BOOKINGS_TEST_PROGRAMS=install asks: /);
  });

  it("are not installed again", () => {
    install();
    ran = [];
    install();
    expect(ran).to.deep.equal([]);
  });

  it("are named, with how to get them, where they cannot be installed", () => {
    for (const change of [{ isRoot: false }, { isDebian: false }, { run: () => false }]) {
      said = [];
      install(change);
      const text = said.join("\n");
      for (const words of ["apt-get install chromium", "name the program in SOFFICE", "pip install -r"])
        expect(text).to.contain(words);
    }
  });
});
