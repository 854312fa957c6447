import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isThere } from "../files/is-there";
import { PROJECT } from "../plan/project";
import { problem } from "../problem/problem";
import { refuse } from "../problem/visible-error";
import { near } from "../spec/near";

interface WithEnv {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Every folder under `specs/` that describes an organisation, in alphabetical order. */
export function allOrganisations(root: string): string[] {
  const specs = join(root, "specs");
  if (!isThere(specs)) return [];
  return readdirSync(specs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isThere(join(specs, entry.name, "organisation.yaml")))
    .map(({ name }) => name)
    .sort();
}

/** Where runs in this folder leave a file or folder for each organisation. What teams share may be other estates' as well. */
const LEFT_BY_RUNS = [
  { variable: "PULUMI_BACKEND_URL", folder: join("state", ".pulumi", "stacks", PROJECT) },
  { variable: "BOOKINGS_JOURNAL", folder: "journal" },
] as const;

/** Organisations that runs in this folder have worked on, by what they left. */
function recordedOrganisations({ env }: WithEnv, root: string): string[] {
  const own = LEFT_BY_RUNS.filter(({ variable }) => !env[variable]);
  const names = own.flatMap(({ folder }) => namesIn(join(root, ".bookings", folder)));
  const organisations = names.flatMap((name) => /^([^.].*)\.(?:jsonl|json|json\.gz)$/.exec(name)?.[1] ?? []);
  return [...new Set(organisations)].sort();
}

/** Folders of organisations that are links: nothing below them is read. */
const linkedOrganisations = (root: string): string[] =>
  readdirSync(join(root, "specs"), { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink() && !entry.name.includes("."))
    .map(({ name }) => name);

/** A folder that this account may not read is no empty one: what runs have left there is not known then. */
const namesIn = (folder: string): string[] => (isThere(folder) ? readdirSync(folder) : []);

/** Whoever looks after some of the organisations names them once, in BOOKINGS_ORGANISATIONS, and sees no other unasked. */
const configured = ({ env }: WithEnv): string[] =>
  (env["BOOKINGS_ORGANISATIONS"] ?? "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((name) => name !== "");

/** The organisations of whoever names none: those configured, else all. Whether they exist is not looked at. */
export function usualOrganisations(io: WithEnv, root: string): string[] {
  const names = configured(io);
  return names.length > 0 ? names : allOrganisations(root);
}

/** The organisations that the caller names, by short name in any case; the usual ones if none is named. */
export function chooseOrganisations(io: WithEnv, root: string, named: readonly string[] = []): string[] {
  const all = allOrganisations(root);
  if (all.length === 0 && recordedOrganisations(io, root).length === 0)
    refuse(problem("no-organisations", { root }));
  const asked = named.length > 0 ? named : configured(io);
  const names = asked.length > 0 ? asked : all;
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  const isMeant = (name: string): boolean => names === all || wanted.includes(name);
  const gone = [...linkedOrganisations(root), ...recordedOrganisations(io, root)].find(
    (name) => isMeant(name) && !all.includes(name),
  );
  if (gone !== undefined) refuse(problem("organisation-vanished", { folder: gone }));
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    const [first = ""] = unknown;
    refuse(problem("unknown-organisation", { names: unknown, near: near(first, all), all }));
  }
  return wanted;
}
