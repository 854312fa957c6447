import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeEdits } from "../../src/cli/edit-specs";
import { copyState } from "../../src/engine/internals/state-files";
import { streamFile, writeFileAtomically } from "../../src/files/write-file";
import { storeOperator } from "../../src/graph/identity/acquire-token";
import { openRecords } from "../../src/records/open-records";

/** Each writes one kind of file below a folder, larger than the space that is left. Run as a process of its own, under a limit. */
const writers: Readonly<Record<string, (root: string, size: number) => unknown>> = {
  backup: (root, size) =>
    openRecords({ root, env: {} }).backUp("Leeds", "LeedsX", { told: "x".repeat(size) }),
  journal: (root, size) =>
    openRecords({ root, env: {} }).announce("Leeds", {
      calendar: `${"x".repeat(size)}@nhs.net`,
      what: "update",
      outcome: "begun",
    }),
  identities: (root, size) =>
    storeOperator(join(root, "identities.json"), "leeds", {
      kind: "refresh-token",
      address: "leeds@nhs.net",
      clientId: "1",
      refreshToken: "x".repeat(size),
    }),
  specs: (root, size) => {
    const file = "specs/leeds/calendars/heart-failure.yaml";
    const before = readFileSync(join(root, file), "utf8");
    writeEdits(root, [{ file, before, after: before + "# note\n".repeat(size / 7) }]);
  },
  plan: (root, size) => writeFileAtomically(join(root, "plan.json"), "x".repeat(size)),
  "copy of a state": (root, size) => {
    const backend = { kind: "disk", folder: root, url: "" } as const;
    const bytes = Buffer.from(JSON.stringify({ checkpoint: {}, filler: "x".repeat(size) }));
    return copyState({ root, backend, organisation: "leeds" }, { name: "leeds.json", bytes }, new Date());
  },
  report: (root, size) => streamFile(join(root, "report.csv"), async (write) => write("x".repeat(size))),
};

export const kinds = Object.keys(writers);

/** What a folder holds, by name. */
function contents(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    files.map((one) => {
      const path = join(one.parentPath, one.name);
      return [path.slice(root.length + 1), readFileSync(path, "utf8")];
    }),
  );
}

/** What came of writing: why it was refused, if it was, and which files are not as they were before. */
export interface Written {
  readonly refused?: string;
  readonly different: readonly string[];
}

async function main([kind = "", root = "", size = "0"]: readonly string[]): Promise<void> {
  const before = contents(root);
  const refused = await Promise.resolve()
    .then(() => writers[kind]?.(root, Number(size)))
    .then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  const after = contents(root);
  const different = [...new Set([...before.keys(), ...after.keys()])].filter(
    // an empty journal says the same as none
    (name) =>
      (before.get(name) ?? "") !== (after.get(name) ?? "") || (name.includes(".lock") && !before.has(name)),
  );
  process.stdout.write(
    JSON.stringify({ ...(refused !== undefined && { refused }), different } satisfies Written),
  );
}

if (require.main === module) void main(process.argv.slice(2));
