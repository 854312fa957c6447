import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readIdentities } from "../../src/graph/identity/read-identities";
import { readJournal } from "../../src/records/journal";
import { openClinics, SIX_MEMBERS, writeClinic } from "../pulumi/clinics";
import { SpecsFolder } from "../support/specs-folder";
import { TURNS } from "./at-once";
import type { HostileCase, HostileClass } from "./hostile-class";

/** Lets several processes work on one file at the same time, and kills some of them in the middle. */
async function together(what: string, file: string, names: readonly string[], killed: number): Promise<void> {
  await Promise.all(
    names.map((name, index) => {
      const program = join(__dirname, "at-once.js");
      return new Promise<void>((resolve, reject) => {
        const child = execFile(process.execPath, [program, what, file, name], (error) =>
          error && index >= killed ? reject(error) : resolve(),
        );
        if (index < killed) void pause(120 + index * 40).then(() => child.kill("SIGKILL"));
      });
    }),
  );
}

const namesOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `writer${index}`);

async function journal(file: string, count: number, killed: number): Promise<string | undefined> {
  await together("journal", file, namesOf(count), killed);
  const { lines, broken } = readJournal(file);
  if (broken.length > 0) return `lines ${broken.join()} do not name the one before`;
  const told = new Set(lines.map(({ calendar }) => calendar));
  if (told.size !== lines.length) return "a line was written twice";
  const missing = namesOf(count)
    .slice(killed)
    .flatMap((name) => Array.from({ length: TURNS }, (_, turn) => `${name}-${turn + 1}`))
    .filter((one) => !told.has(one));
  return missing.length > 0 ? `lines are missing: ${missing.join()}` : undefined;
}

async function identities(file: string, count: number, killed: number): Promise<string | undefined> {
  await together("identities", file, namesOf(count), killed);
  const { calendarOperators } = readIdentities(file);
  const wrong = namesOf(count)
    .slice(killed)
    .filter((name) => {
      const found = calendarOperators?.[name];
      return found?.kind !== "refresh-token" || found.refreshToken !== `token-${TURNS}`;
    });
  return wrong.length > 0 ? `${wrong.join()} lost the last sign-in` : undefined;
}

async function onFile(
  check: (file: string, count: number, killed: number) => Promise<string | undefined>,
  count: number,
  killed: number,
): Promise<string | undefined> {
  const folder = new SpecsFolder({});
  try {
    return await check(join(folder.root, ".bookings", "shared"), count, killed);
  } finally {
    folder.remove();
  }
}

/** Lets whole runs begin at the same time: one does the work, and each of the others comes after it or is told that one is at work. */
async function runs(count: number, isFirst: boolean): Promise<string | undefined> {
  const playground = await openClinics(`at-once-${count}-${isFirst ? "first" : "later"}`);
  const { tenant, root } = playground;
  try {
    if (!isFirst) {
      await playground.bookings(["up", "leeds", "--yes"]);
      writeClinic(playground, { ...SIX_MEMBERS, phone: "0113 496 0099" });
    }
    const ended = await Promise.all(
      Array.from({ length: count }, () => playground.bookings(["up", "leeds", "--yes"])),
    );
    const codes = ended.map(({ exitCode }) => exitCode);
    const said = ended.map(({ stdout, stderr }) => stdout + stderr).join("\n");
    if (!codes.includes(0) || codes.some((one) => one !== 0 && one !== 5))
      return `they ended with ${codes.join()}: ${said}`;
    const silent = ended.find(({ exitCode, stderr }) => exitCode === 5 && !stderr.includes("Updating"));
    if (silent) return `one was refused without saying that another is at work: ${silent.stderr}`;
    const made = (await tenant.log()).filter(
      ({ operation, effect }) => operation === "bookingBusiness.create" && effect === "write",
    );
    if (made.length !== 2) return `${made.length} calendars were made, and not 2`;
    const after = await playground.bookings(["preview", "leeds", "--detailed-exitcode"]);
    return after.exitCode === 0 ? undefined : `something was left to do: ${after.stdout}${after.stderr}`;
  } finally {
    await playground.close();
    root.discard();
  }
}

export const concurrency: HostileClass = {
  name: "concurrency",
  invariant:
    "of runs that begin together one does the work and the others say that it is at work; of processes that share a file none loses what another wrote",
  *cases(): Generator<HostileCase> {
    for (const count of [3, 2, 4, 5]) yield { name: `${count} first runs`, run: () => runs(count, true) };
    for (const [name, check] of Object.entries({ journal, identities }))
      for (const count of [2, 3, 4, 6])
        for (const killed of [0, 1, 2])
          if (killed < count)
            yield {
              name: `${name}: ${count} processes, ${killed} killed`,
              run: () => onFile(check, count, killed),
            };
    for (const count of [2, 3, 4]) yield { name: `${count} later runs`, run: () => runs(count, false) };
  },
};
