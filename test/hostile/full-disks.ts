import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { quietEnv } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";
import type { HostileCase, HostileClass } from "./hostile-class";
import { kinds, type Written } from "./write-on-full-disk";

const PROGRAM = join(__dirname, "write-on-full-disk.js");
const IDENTITIES = JSON.stringify({
  calendarOperators: { york: { kind: "refresh-token", clientId: "2", refreshToken: "kept" } },
});

const FILE_LIMIT = 'ulimit -f 8; exec "$@"';

/** How little room there is, and a shell's words for it. */
const places = (): Readonly<Record<string, string>> => ({
  "under a limit of 8 KiB for a file": FILE_LIMIT,
  ...(canMount() && {
    "on a full disk":
      'cp -r "$ROOT" "$ROOT.copy"; mount -t tmpfs -o size=128k tmpfs "$ROOT"; cp -r "$ROOT.copy/." "$ROOT"; ' +
      'head -c 80k /dev/zero > "$ROOT/filler"; "$@"; rm -r "$ROOT.copy"',
  }),
});

/** Whether this account may make a small file system of its own; where it may not, the other place shows the same. */
function canMount(): boolean {
  const { status } = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
  return status === 0;
}

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

function tooLarge(words: string, kind: string, size: number): string | undefined {
  const { refused, different } = written(words, kind, size);
  if (!/disk is full|files of that size/.test(refused ?? ""))
    return `it said ${refused ?? "that it was written"}`;
  return different.length > 0 ? `it left ${different.join()} other than before` : undefined;
}

function fitting(kind: string): string | undefined {
  const { refused, different } = written(FILE_LIMIT, kind, 1024);
  return (
    refused ?? (different.length === 1 ? undefined : `it left ${different.length} files other than before`)
  );
}

export const fullDisks: HostileClass = {
  name: "full disks",
  invariant: "a file that does not fit is refused in words, and everything is as it was before",
  *cases(): Generator<HostileCase> {
    for (const size of [64, 128, 200])
      for (const [place, words] of Object.entries(places()))
        for (const kind of kinds)
          yield { name: `${kind} of ${size} KiB ${place}`, run: () => tooLarge(words, kind, size * 1024) };
    for (const kind of kinds) yield { name: `${kind} that fits`, run: () => fitting(kind) };
  },
};
