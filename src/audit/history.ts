import { resolveCalendar, resolveOrganisation, resolvePolicy, resolveTenant } from "../model/load-estate";
import { readDocument } from "../spec/read-specs";
import type { SpecDocument } from "../spec/spec-document";
import type { SpecFile } from "../spec/spec-files";
import { withUsersFile } from "../spec/users-file";
import { exceptionsOf, type Given, overridesOf, type Permission, PermissionReader } from "./permissions";
import type { Revision, Step } from "./revision";

/** Someone's place on a calendar, or in a user policy, for as long as the specs had it. */
export interface Access {
  /** Name of the organisation's folder. */
  readonly organisation: string;
  readonly kind: "calendar" | "policy";
  /** A calendar's address, a policy's name. */
  readonly thing: string;
  readonly person: string;
  readonly role: string;
  readonly since: Step;
  readonly until?: Step;
}

/** A request to delete something. */
export interface Deletion {
  readonly organisation: string;
  readonly thing: string;
  readonly reason: string;
  readonly confirm: string;
  readonly asked: Step;
}

/** What was asked for, through all revisions. */
export interface History {
  readonly accesses: readonly Access[];
  readonly deletions: readonly Deletion[];
  readonly permissions: readonly Permission[];
  /** Files that could not be understood at some revision: what they said then is not known. */
  readonly unreadable: readonly { readonly path: string; readonly commit: string }[];
}

/** What one file says of one calendar or policy. */
interface Said {
  readonly organisation: string;
  readonly kind: Access["kind"];
  readonly thing: string;
  readonly members: ReadonlyMap<string, string>;
  readonly deletion?: { readonly reason: string; readonly confirm: string };
}

/** Reads the history of specs from their revisions, the oldest first. */
export function historyOf(revisions: Iterable<Revision>): History {
  const reader = new HistoryReader();
  for (const revision of revisions) reader.read(revision);
  return reader.history();
}

/** By organisation too: a calendar that was handed over has a spec in both. */
const keyOf = ({ kind, organisation, thing }: Pick<Said, "kind" | "organisation" | "thing">): string =>
  `${kind} ${organisation} ${thing.toLowerCase()}`;

class HistoryReader {
  readonly #bytes = new Map<string, Uint8Array>();
  readonly #documents = new Map<string, SpecDocument>();
  readonly #said = new Map<string, Said>();
  readonly #byKey = new Map<string, Map<string, Said>>();
  readonly #open = new Map<string, Map<string, Access>>();
  readonly #ended: Access[] = [];
  readonly #deletions = new Map<string, Deletion>();
  readonly #permissions = new PermissionReader();
  readonly #unreadable: { path: string; commit: string }[] = [];

  read({ files, ...step }: Revision): void {
    const changed = new Set<string>();
    for (const { path, bytes } of files) this.#take(path, bytes, step, changed);
    const touched = this.#retell(changed);
    for (const key of touched) this.#compare(key, step);
    this.#permissions.read(new Map([...changed].map((path) => [path, this.#given(path)])), step);
  }

  history(): History {
    const still = [...this.#open.values()].flatMap((people) => [...people.values()]);
    const order = ({ organisation, thing, person, since }: Access): string =>
      [organisation, thing.toLowerCase(), person, since.at].join(" ");
    return {
      accesses: [...this.#ended, ...still].sort((one, other) => (order(one) < order(other) ? -1 : 1)),
      deletions: [...this.#deletions.values()],
      permissions: this.#permissions.permissions(),
      unreadable: this.#unreadable,
    };
  }

  #take(path: string, bytes: Uint8Array | undefined, step: Step, changed: Set<string>): void {
    changed.add(path);
    if (bytes === undefined) {
      this.#bytes.delete(path);
      this.#documents.delete(path);
      return;
    }
    this.#bytes.set(path, bytes);
    if (!path.endsWith(".yaml")) {
      for (const [other, { kind }] of this.#documents) if (kind === "UserPolicy") changed.add(other);
      return;
    }
    const { document } = readDocument(path, bytes);
    // What cannot be understood keeps its meaning: nothing may be concluded from it.
    if (document && !document.salvaged) this.#documents.set(path, document);
    else this.#unreadable.push({ path, commit: step.commit });
    // Names and domain are in every address below.
    if (document?.kind === "Organisation" || document?.kind === "Tenant")
      for (const other of this.#documents.keys()) changed.add(other);
  }

  /** What the changed files say now; the keys of everything that they say or said. */
  #retell(changed: ReadonlySet<string>): Set<string> {
    const touched = new Set<string>();
    for (const path of changed) {
      const before = this.#said.get(path);
      if (before) {
        touched.add(keyOf(before));
        this.#byKey.get(keyOf(before))?.delete(path);
        this.#said.delete(path);
      }
      const now = this.#meaning(path);
      if (!now) continue;
      touched.add(keyOf(now));
      this.#said.set(path, now);
      const sayings = this.#byKey.get(keyOf(now)) ?? new Map<string, Said>();
      this.#byKey.set(keyOf(now), sayings.set(path, now));
    }
    return touched;
  }

  #meaning(path: string): Said | undefined {
    const document = this.#documents.get(path);
    const organisation = this.#documents.get(`specs/${document?.folder}/organisation.yaml`);
    const tenant = this.#documents.get("specs/tenant.yaml");
    if (document === undefined || organisation?.kind !== "Organisation" || tenant?.kind !== "Tenant")
      return undefined;
    const { shortName, stack } = resolveOrganisation(organisation);
    const { domain, markAdopted } = resolveTenant(tenant);
    const home = { shortName, domain, markAdopted };
    const said = (
      kind: Said["kind"],
      thing: string,
      members: Iterable<readonly [string, string]>,
      deletion: Partial<Said["deletion"]>,
    ): Said => {
      const { reason = "", confirm = "" } = deletion ?? {};
      const asked = deletion && { deletion: { reason, confirm } };
      return { organisation: stack, kind, thing, members: new Map(members), ...asked };
    };
    if (document.kind === "BookingCalendar") {
      const { address, members, deletion } = resolveCalendar(document, home);
      return said("calendar", address, Object.entries(members), deletion);
    }
    if (document.kind !== "UserPolicy") return undefined;
    const whole = withUsersFile(document, this.#tables()).document;
    if (whole.kind !== "UserPolicy") return undefined;
    const { displayName, users, deletion } = resolvePolicy(whole, home);
    const members = users.map((user) => [user, "user"] as const);
    return said("policy", displayName, members, deletion);
  }

  #given(path: string): Given[] {
    const document = this.#documents.get(path);
    if (document?.kind === "Organisation") {
      const { stack, limitOverrides } = resolveOrganisation(document);
      return overridesOf(stack, limitOverrides);
    }
    const said = this.#said.get(path);
    if (document?.kind !== "BookingCalendar" || said === undefined) return [];
    return exceptionsOf(said.organisation, said.thing, document.value);
  }

  #tables(): ReadonlyMap<string, SpecFile> {
    return new Map(
      [...this.#bytes].map(([path, bytes]) => [
        path,
        { path, kind: "file" as const, size: () => bytes.byteLength, read: () => Buffer.from(bytes) },
      ]),
    );
  }

  #compare(key: string, step: Step): void {
    const [said] = this.#byKey.get(key)?.values() ?? [];
    const open = this.#open.get(key) ?? new Map<string, Access>();
    for (const [person, access] of open) {
      if (said?.members.get(person) === access.role) continue;
      this.#ended.push({ ...access, until: step });
      open.delete(person);
    }
    if (said) {
      const { organisation, kind, thing, members, deletion } = said;
      for (const [person, role] of members)
        if (!open.has(person)) open.set(person, { organisation, kind, thing, person, role, since: step });
      if (deletion && !this.#deletions.has(key))
        this.#deletions.set(key, { organisation, thing, ...deletion, asked: step });
    }
    this.#open.set(key, open);
  }
}
