import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Access } from "../../../audit/history";
import { reviewsIn } from "../../../audit/review";
import type { Live, Sources, TenantReading } from "../../../audit/sources";
import type { PolicySighting } from "../../../drift/policy-facts";
import { makePrivateFolder } from "../../../files/private-folder";
import { writeFileAtomically } from "../../../files/write-file";
import type { OrganisationModel } from "../../../model/estate";
import { loadEstate } from "../../../model/load-estate";
import type { Tenant } from "../../../model/tenant";
import type { TenantFacts } from "../../../model/tenant-facts";
import { exitCode } from "../../../problem/exit-code";
import { type Problem, problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { words } from "../../../problem/words";
import { Findings, spansOf } from "../../../records/findings";
import { readJournal } from "../../../records/journal";
import { fetchJournals, journalFile } from "../../../records/open-records";
import { type Context, packageVersion } from "../../context";
import { foundOf } from "../../drift/record-drift";
import { Git } from "../../git";
import { withProgress } from "../../progress";
import { tellProblems } from "../../tell-problems";
import type { Verb } from "../../verb";

interface Options {
  readonly out: string;
  readonly at?: string;
  readonly organisation?: string[];
  readonly tenant?: boolean;
}

/** The commit that is meant, and up to when the journal counts. */
function chosenCommit(git: Git, at: string | undefined): { commit: string; until?: string } {
  if (at === undefined) return { commit: git.commit("HEAD") };
  if (!/^\d{4}-\d\d-\d\d$/.test(at)) return { commit: git.commit(at) };
  const until = `${at}T23:59:59.999Z`;
  const commit = Number.isNaN(Date.parse(until)) ? undefined : git.commitBefore(until, git.commit("HEAD"));
  return { commit: commit ?? refuse(problem("audit-no-commit", { at })), until };
}

function ownersAt(git: Git, commit: string): Sources["owners"] {
  return git
    .codeOwners(commit)
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim().split(/\s+/))
    .flatMap(([path = "", ...owners]) =>
      path === "" ? [] : [{ path, owners: owners.join(" ") || "no one" }],
    );
}

interface Lines<L> {
  readonly lines: readonly L[];
  /** Those that are not as they were written. */
  readonly broken: readonly unknown[];
}

/** The lines of all organisations in order of time, up to a moment. */
function together<L extends { readonly at: string }>(read: readonly Lines<L>[], until: string | undefined) {
  const lines = read
    .flatMap((one) => one.lines)
    .filter(({ at }) => until === undefined || at <= until)
    .sort((one, other) => one.at.localeCompare(other.at));
  return { lines, broken: read.reduce((sum, { broken }) => sum + broken.length, 0) };
}

async function recordsOf({ io, root }: Context, organisations: readonly string[], until?: string) {
  const { env } = io;
  await fetchJournals({ root, env }, organisations);
  const journals = organisations.map((name) => readJournal(journalFile(root, env, name)));
  const searches = organisations.map((name) => new Findings({ root, env }, name).read());
  return { journal: together(journals, until), searches: together(await Promise.all(searches), until) };
}

/** What was seen of the tenant. */
interface Seen {
  readonly facts: readonly TenantFacts[];
  /** By the policy's name in lower case. */
  readonly policies: ReadonlyMap<string, PolicySighting>;
  readonly drift: TenantReading["drift"];
}

/** What facts of the tenant say, question by question. What could not be read is never “not there”. */
function readingOf(at: string, { facts, policies, drift }: Seen): TenantReading {
  const sighting = (calendar: string) =>
    facts.map(({ sightings }) => sightings.get(calendar)).find((one) => one !== undefined);
  const directories = facts.map(({ directory }) => directory);
  // one look at the directory is every organisation's
  const accounts = new Map(
    [...new Set(directories)].flatMap((one) => (one.what === "read" ? [...one.people] : [])),
  );
  const accountOf = (address: string) => accounts.get(address);
  const isRead = directories.every(({ what }) => what === "read");
  // the specs may name someone by another of their addresses
  const isSame = (person: string) => {
    const id = accountOf(person)?.id;
    return (address: string) => address === person || (id !== undefined && accountOf(address)?.id === id);
  };
  const onCalendar = (calendar: string, person: string): Live => {
    const seen = sighting(calendar);
    if (seen === undefined || seen.what === "unreadable") return "unreadable";
    if (seen.what === "gone") return "not there";
    const is = isSame(person);
    return seen.calendar.people.find(({ address }) => is(address))?.membership ?? "not there";
  };
  const inPolicy = (policy: string, person: string): Live => {
    const seen = policies.get(policy);
    if (seen === undefined || seen.what === "unreadable") return "unreadable";
    if (seen.what === "gone") return "not there";
    const { users, failures, unlisted = 0 } = seen.policy;
    const found = users.find(isSame(person));
    if (found !== undefined) return found in failures ? "without licence" : "active";
    return unlisted > 0 ? "unreadable" : "not there";
  };
  return {
    at,
    drift,
    live: (kind, thing, person) => (kind === "calendar" ? onCalendar : inPolicy)(thing, person),
    account: (calendar) => {
      const seen = sighting(calendar);
      if (seen === undefined || seen.what === "unreadable") return "unreadable";
      return seen.what === "gone" ? "not there" : "there";
    },
    person: (address) => {
      const found = accountOf(address);
      if (found) return found.isEnabled ? "enabled" : "disabled";
      return isRead ? "not in the directory" : "unreadable";
    },
    organisation: (address) => accountOf(address)?.organisation ?? (isRead ? "" : "unreadable"),
  };
}

async function readTenant(
  context: Context,
  tenant: Tenant,
  organisations: readonly OrganisationModel[],
  accesses: readonly Access[],
): Promise<TenantReading> {
  const { io, root } = context;
  const engine = await context.engine();
  const { openGraph } = await import("../../../graph/open-graph.js");
  const { lookUpPolicy, surveyOf } = await import("../../drift/drift-of.js");
  const graph = openGraph({ identity: "observer", signal: io.signal });
  const known = [];
  for (const model of organisations) {
    const { stack } = model.organisation;
    const { calendars: recorded, policies } = await engine.readRecorded({
      root,
      organisation: stack,
      signal: io.signal,
    });
    const others = accesses
      .filter(({ organisation }) => organisation === stack)
      .map(({ person }) => person.toLowerCase());
    known.push({ model, recorded, policies, others });
  }
  const surveyed = await surveyOf(graph, tenant, known, true);
  // those whose group the survey read: of one that is being retired it tells what the record holds
  const isRead = new Set(
    known.flatMap(({ policies }) =>
      policies.flatMap(({ name, status }) => (status === "active" || status === "missing" ? [name] : [])),
    ),
  );
  const others = organisations.flatMap(({ policies }) => policies.filter(({ name }) => !isRead.has(name)));
  const lookedUp = await Promise.all(
    others.map(async (policy) => [policy.name, await lookUpPolicy(graph, policy)] as const),
  );
  const drift = surveyed.flatMap(({ report }) =>
    report.findings.map((one) => ({
      ...foundOf(one),
      organisation: one.organisation,
      kind: one.kind,
      what: words(one.problem).sentence,
    })),
  );
  return readingOf(io.now().toISOString(), {
    facts: surveyed.map(({ facts }) => facts),
    policies: new Map([...surveyed.flatMap(({ policies }) => [...policies]), ...lookedUp]),
    drift,
  });
}

/** Thousands of files, so none waits for the disk by itself: the manifest, which is the last, says that all are there. */
function writeAll(folder: string, files: ReadonlyMap<string, string>, manifest: string): void {
  const folders = new Set([...files.keys()].map((path) => dirname(join(folder, path))));
  for (const one of folders) makePrivateFolder(one);
  for (const [path, text] of files) writeFileSync(join(folder, path), text, { mode: 0o600, flag: "wx" });
  writeFileAtomically(join(folder, "evidence", "manifest.json"), manifest);
}

async function sourcesOf(context: Context, options: Options) {
  const { root } = context;
  const git = new Git(root);
  const { commit, until } = chosenCommit(git, options.at);
  const { estate } = loadEstate(root, git.specsAt(commit));
  const chosen = context.organisations(options.organisation);
  const organisations = (estate?.organisations ?? []).filter(({ organisation }) =>
    chosen.includes(organisation.stack),
  );
  const { historyOf } = await import("../../../audit/history.js");
  const whole = historyOf(git.revisions(commit, "specs"));
  const isChosen = ({ organisation }: { organisation: string }): boolean => chosen.includes(organisation);
  const accesses = whole.accesses.filter(isChosen);
  const { journal, searches } = await recordsOf(context, chosen, until);
  const sources: Sources = {
    at: git.step(commit),
    tenant: estate?.tenant,
    organisations,
    history: {
      ...whole,
      accesses,
      deletions: whole.deletions.filter(isChosen),
      permissions: whole.permissions.filter(isChosen),
    },
    journal: journal.lines,
    searches: searches.lines,
    spans: spansOf(searches.lines),
    reviews: reviewsIn(git.specsAt(commit), root).filter(isChosen),
    owners: ownersAt(git, commit),
    ...(options.tenant &&
      estate && {
        reading: await readTenant(context, estate.tenant, organisations, accesses),
      }),
  };
  return {
    sources,
    isShallow: git.isShallow(),
    brokenJournalLines: journal.broken,
    brokenSearchLines: searches.broken,
  };
}

async function audit(options: Options, context: Context): Promise<void> {
  const { io } = context;
  const folder = resolve(io.cwd, options.out);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    refuse(problem("audit-folder-not-empty", { folder: options.out }));
  await withProgress(io, async (progress) => {
    progress.step("reading specs and their history");
    const { sources, ...made } = await sourcesOf(context, options);
    progress.step("writing the evidence");
    const { evidence } = await import("../../../audit/evidence.js");
    const { manifest, tableFiles } = await import("../../../audit/pack.js");
    const { siteFiles } = await import("../../../audit/site.js");
    const tables = evidence(sources);
    const files = new Map([...tableFiles(tables), ...siteFiles(sources, tables)]);
    const about = manifest(sources, tables, files, { version: packageVersion(), ...made });
    writeAll(folder, files, about);
    progress.done();
    context.say(
      `${relative(io.cwd, join(folder, "index.html"))}: open it in a browser. The evidence is beside it, in evidence/.`,
    );
    const problems: Problem[] = made.isShallow ? [problem("audit-history-cut", {})] : [];
    tellProblems(io, problems);
    if (made.brokenJournalLines + made.brokenSearchLines > 0 || sources.history.unreadable.length > 0)
      context.finish(exitCode.unreadable);
  });
}

/** `bookings audit`: who had access when, since which commit, and what was done. */
export const auditVerb: Verb = {
  declare(command, context) {
    command
      .requiredOption("--out <folder>", "an empty folder for the site and the evidence")
      .option("--at <commit or day>", "as it was then (default: the commit that is checked out)")
      .option("--organisation <name...>", "only these organisations, by short name")
      .option("--tenant", "read the tenant as well: who is on calendars now, whose account is disabled")
      .examples([
        ["bookings audit --out evidence-2026-11", "everything, from specs, history and journal"],
        [
          "bookings audit --out evidence --at 2026-03-31 --organisation leeds",
          "one organisation as it was on a day",
        ],
      ])
      .action((options: Options) => audit(options, context));
  },
};
