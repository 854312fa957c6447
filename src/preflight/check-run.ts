import type { BookingCalendar } from "../model/booking-calendar";
import type { OrganisationModel } from "../model/estate";
import type { LookedUp } from "../model/person";
import type { Tenant } from "../model/tenant";
import type { DeletionFacts } from "../plan/change";
import type { Inventory } from "../plan/inventory";
import { isError, type Problem, problem } from "../problem/problem";
import { beforeDeletion } from "./before-deletion";
import { type KnownToJournal, lostRecords } from "./lost-records";
import { adminWarnings, takenBookings } from "./member-warnings";
import { type NeededIdentities, neededIdentities } from "./needed-identities";
import { organisationEnd } from "./organisation-end";
import { policyPreflight } from "./policy-preflight";
import { preflight } from "./preflight";
import type { PolicyView, PreflightView } from "./preflight-view";

/** What the program needs from whoever runs it: plain Pulumi or our own commands. */
export interface ProgramPorts {
  /** The specs of the stack's organisation with every problem found in them. */
  load(stack: string): Promise<LoadedOrganisation>;
  /** Looks into the tenant, without writing. */
  readonly view: PreflightView;
  /** The same, about policies. */
  readonly policies: PolicyView;
  /** The tenant that the environment points at, when it says. */
  readonly environmentTenantId: string | undefined;
  /** What the stack's journal knows. */
  journal(stack: string): JournalSays;
  /** Addresses of calendars and names of policies in lower case that the stack's state has. Throws where it cannot be read. */
  recorded(stack: string): Promise<ReadonlySet<string>>;
  /** Problems with the identities that are to write: none where they are there. */
  absent(stack: string, needed: NeededIdentities): Problem[];
  now(): Date;
  /**
   * Calendars that were held back when this run was reviewed, by name, with what the state has asked for. Under plain Pulumi
   * none is: every error stops the run.
   */
  readonly held?: ReadonlyMap<string, object | undefined>;
  /** The run takes into the state what the tenant has, and changes nothing there. */
  readonly isAdopting?: boolean;
  /** Receives what was found, warnings too, before the program refuses or goes on. */
  report(found: ProgramFindings): void;
  /** All problems in words, for the error that stops the run. */
  inWords(problems: readonly Problem[]): string;
}

/** What the program needs of a stack's journal: calendars by address in lower case. */
interface JournalSays extends KnownToJournal {
  readonly made: ReadonlySet<string>;
  readonly touched: ReadonlySet<string>;
  readonly begun: ReadonlySet<string>;
  /** Closed in place, and not removed yet. */
  readonly closed: ReadonlySet<string>;
  readonly lastChange?: number;
}

/** What the program has found before it registers anything. */
export interface ProgramFindings {
  readonly problems: readonly Problem[];
  readonly deletions: ReadonlyMap<string, DeletionFacts>;
  /** The organisation itself is retired by this run. */
  readonly ends: boolean;
  /** The inventory that the last run left. */
  readonly before?: Inventory;
  /** Who was looked up in the directory. */
  readonly people: ReadonlyMap<string, LookedUp>;
}

export interface LoadedOrganisation {
  readonly tenant?: Tenant;
  readonly model?: OrganisationModel;
  readonly problems: readonly Problem[];
  /** Files with errors, whether or not a part of them could be understood. */
  readonly broken: ReadonlySet<string>;
}

/** One run of one stack, before anything is registered. */
interface RunToCheck {
  readonly stack: string;
  readonly loaded: LoadedOrganisation;
  /** The inventory that the last run left. */
  readonly before: Inventory | undefined;
  /** A preview writes nothing, and needs no identity that could. */
  readonly isPreview: boolean;
}

/** Where nothing else was looked at. */
export const onlyProblems = (problems: readonly Problem[]): ProgramFindings => ({
  problems,
  deletions: new Map(),
  ends: false,
  people: new Map(),
});

/** Everything that speaks against a run, from the specs, the last run, the directory and the tenant. */
export async function checkRun(
  ports: ProgramPorts,
  { stack, loaded, before, isPreview }: RunToCheck,
): Promise<ProgramFindings> {
  const { tenant, model, broken } = loaded;
  if (!tenant || !model || ports.isAdopting) {
    const isExplained = model !== undefined || loaded.problems.some(isError);
    const why = isExplained ? [] : [withoutSpecs(stack, before, ports)];
    return onlyProblems([...loaded.problems, ...why]);
  }
  const today = ports.now().toISOString().slice(0, 10);
  const { environmentTenantId, policies } = ports;
  const found = new Map<string, LookedUp>();
  const view = remembering(ports.view, found);
  const journal = ports.journal(stack);
  const isIn =
    (addresses: ReadonlySet<string>) =>
    (address: string): boolean =>
      addresses.has(address.toLowerCase());
  const input = {
    ...{ tenant, model, before, broken, environmentTenantId, today },
    wasMade: isIn(journal.made),
    wasTouched: isIn(journal.touched),
    wasBegun: isIn(journal.begun),
    wasClosed: isIn(journal.closed),
  };
  const recorded = () => ports.recorded(stack);
  const lost = await lostRecords({ stack, model, before, noted: journal, recorded });
  // what else speaks against the run cannot be told without the records
  if (lost.length > 0) return onlyProblems([...loaded.problems, ...lost]);
  const [calendars, deletion, ofPolicies, end] = await Promise.all([
    preflight(input, view),
    beforeDeletion(input, view),
    policyPreflight(input, policies),
    organisationEnd(input, view, policies),
  ]);
  const absent = isPreview ? [] : ports.absent(stack, neededIdentities(tenant, model, before));
  return {
    problems: [
      ...loaded.problems,
      ...exceptionProblems(model.calendars, today),
      ...calendars,
      ...deletion.problems,
      ...ofPolicies,
      ...end,
      ...absent,
      // beside specs with errors it would be one thing too many
      ...(loaded.problems.some(isError) ? [] : adminWarnings(model.calendars, before)),
      ...takenBookings(model, before),
    ],
    deletions: deletion.facts,
    ends: model.organisation.status === "deleted" && before?.organisation !== "deleted",
    ...(before && { before }),
    people: found,
  };
}

/** Why a stack has no organisation: the folder of one that runs have worked on is gone, or there never was one. */
function withoutSpecs(
  stack: string,
  before: Inventory | undefined,
  { journal }: Pick<ProgramPorts, "journal">,
): Problem {
  const wasThere = before !== undefined || journal(stack).touched.size > 0;
  return wasThere
    ? problem("organisation-vanished", { folder: stack })
    : problem("stack-without-specs", { stack });
}

/** A view that keeps the people it has found. */
function remembering(view: PreflightView, found: Map<string, LookedUp>): PreflightView {
  return {
    ...view,
    lookUp: async (...asked) => {
      const people = await view.lookUp(...asked);
      for (const [address, person] of people) found.set(address, person);
      return people;
    },
  };
}

/** So long before its last day someone is told. */
const DAYS_BEFORE = 14;

/** The exceptions of calendars that have expired, or expire soon. None of it stops a run. */
export function exceptionProblems(calendars: readonly BookingCalendar[], today: string): Problem[] {
  const soon = new Date(Date.parse(today) + DAYS_BEFORE * 24 * 3600 * 1000).toISOString().slice(0, 10);
  return calendars.flatMap(({ spec: { exceptions = [] }, placeOf }) =>
    exceptions.flatMap(({ problem: what, expires }, index) => {
      if (expires > soon) return [];
      const code = expires < today ? "exception-expired" : "exception-expires-soon";
      return [problem(code, { problem: what, expires }, placeOf(`/exceptions/${index}/expires`))];
    }),
  );
}
