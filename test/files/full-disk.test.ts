import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { quietEnv } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";
import { kinds, type Written } from "./full-disk";

const PROGRAM = join(__dirname, "full-disk.js");
const IDENTITIES = JSON.stringify({
  calendarOperators: { york: { kind: "refresh-token", clientId: "2", refreshToken: "kept" } },
});

/** How little room there is, and a shell's words for it. */
const places: Readonly<Record<string, string>> = {
  "under a limit of 8 KiB for a file": 'ulimit -f 8; exec "$@"',
  ...(canMount() && {
    "on a full disk":
      'cp -r "$ROOT" "$ROOT.copy"; mount -t tmpfs -o size=128k tmpfs "$ROOT"; cp -r "$ROOT.copy/." "$ROOT"; ' +
      'head -c 80k /dev/zero > "$ROOT/filler"; "$@"; rm -r "$ROOT.copy"',
  }),
};

/** Whether this account may make a small file system of its own; where it may not, the other place shows the same. */
function canMount(): boolean {
  const { status } = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
  return status === 0;
}

describe("writing where there is not enough room", function () {
  this.timeout(60_000);

  for (const [place, words] of Object.entries(places))
    for (const kind of kinds)
      it(`leaves everything as it was, and says so: ${kind}, ${place} [OPS-5]`, () => {
        const { refused, different } = written(words, kind, 64 * 1024);
        expect(refused, "it said that it was written").to.match(/disk is full|files of that size/);
        expect(different).to.deep.equal([]);
      });

  for (const kind of kinds)
    it(`writes what fits: ${kind}`, () => {
      const { refused, different } = written('ulimit -f 8; exec "$@"', kind, 1024);
      expect(refused).to.equal(undefined);
      expect(different).to.have.length(1);
    });
});

function written(words: string, kind: string, size: number): Written {
  const folder = new SpecsFolder({ ...validSpecs, "identities.json": IDENTITIES });
  try {
    const program = ["-c", words, "sh", process.execPath, PROGRAM, kind, folder.root, String(size)];
    const inOwnSpace = words.includes("mount") ? ["unshare", "-rm", "bash"] : ["bash"];
    const [command = "", ...more] = inOwnSpace;
    const out = execFileSync(command, [...more, ...program], {
      encoding: "utf8",
      env: { ...quietEnv(), ROOT: folder.root, NODE_COMPILE_CACHE: "" },
    });
    return JSON.parse(out) as Written;
  } finally {
    folder.remove();
  }
}
