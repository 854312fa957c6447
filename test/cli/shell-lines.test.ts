import { execFileSync } from "node:child_process";
import { expect } from "chai";
import fc from "fast-check";
import { shellLines, usualShell } from "../../src/cli/shell-lines";

const read = (shell: "sh", value: string): string =>
  execFileSync(shell, ["-c", `${shellLines(shell, { VALUE: value })}printf %s "$VALUE"`], {
    encoding: "utf8",
  });

describe("settings for a shell", () => {
  it("come out of sh as they went in, whatever is in them", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 40 }).filter((value) => !value.includes("\0"));
    fc.assert(
      fc.property(text, (value) => read("sh", value) === value),
      { numRuns: 40 },
    );
  });

  it("are quoted for fish and PowerShell", () => {
    const settings = { A: `it's a \\ "test" $HOME` };
    expect(shellLines("fish", settings)).to.equal(`set -gx A 'it\\'s a \\\\ "test" $HOME'\n`);
    expect(shellLines("powershell", settings)).to.equal(`$env:A = 'it''s a \\ "test" $HOME'\n`);
  });

  it("are for the shell of whoever asks", () => {
    expect(usualShell({ SHELL: "/usr/bin/fish" }, "linux")).to.equal("fish");
    expect(usualShell({ SHELL: "/bin/zsh" }, "darwin")).to.equal("sh");
    expect(usualShell({}, "win32")).to.equal("powershell");
    expect(usualShell({ SHELL: "/usr/bin/bash" }, "win32")).to.equal("sh");
  });
});
