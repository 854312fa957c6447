import type { Problem } from "../problem/problem";

/** Everything that `bookings doctor` looks at, as values. */
export interface DoctorFacts {
  readonly node: { readonly version: string; readonly least: number };
  readonly engine: EngineState;
  /** Variables that would change what the engine does, and that our commands keep from it. */
  readonly engineSettings: readonly string[];
  /** That this account may have too few files open at once. */
  readonly fewOpenFiles?: Problem;
  /** Where the sandbox that is meant does not run: its address, or nothing where it is this folder's and none is set. */
  readonly stoppedSandbox?: { readonly url?: string };
  readonly reach: readonly ReachFacts[];
  readonly tenant: TenantIds;
  /** True where Exchange Online, and not Entra ID, lets the observer look at mailboxes. */
  readonly mailboxesInExchange: boolean;
  readonly file: IdentitiesFileFacts;
  readonly identities: readonly IdentityFacts[];
  readonly organisations: readonly OrganisationFacts[];
  readonly state: StateFacts;
}

/** The engine that a run would use. */
export type EngineState =
  | { readonly what: "here"; readonly version: string; readonly from: string }
  | { readonly what: "to-come"; readonly version: string; readonly how: "downloaded" | "built" }
  /** The account has no home folder, and nothing says where the engine may be kept. */
  | { readonly what: "no-home" }
  | { readonly what: "none"; readonly because: readonly string[] };

/** A place in the network, and whether anything answers there. */
export interface ReachFacts {
  readonly what: "Microsoft Graph" | "the sign-in";
  /** Who sets its address. */
  readonly variable: string;
  readonly url: string;
  readonly answer: Answer;
}

export type Answer =
  | { readonly reached: false; readonly why: string }
  | {
      readonly reached: true;
      readonly status: number;
      /** How far this machine's clock is ahead of the answer's, in milliseconds, where the answer has a date. */
      readonly clockAheadMs?: number;
    };

/** Tenant ids in lower case; empty where there is none. */
export interface TenantIds {
  readonly specs: string;
  readonly environment: string;
}

/** The identities file as it lies there. */
export interface IdentitiesFileFacts {
  readonly file: string;
  /** Why it cannot be used. */
  readonly problem?: Problem;
  /** A folder that others may write to. */
  readonly openFolder?: string;
  readonly isWritable: boolean;
  /** Identities whose refresh token is written back into it. */
  readonly renewed: readonly string[];
  /** Files that should hold a pipeline's token and do not. */
  readonly tokenFiles: readonly { readonly identity: string; readonly file: string; readonly why: string }[];
}

/** One identity of the file. */
export interface IdentityFacts {
  /** As the identities file has it: `calendarOperators.leeds`. */
  readonly name: string;
  readonly kind: "observer" | "calendar" | "deleter" | "directory";
  /** Stack of its organisation; absent for what serves all. */
  readonly organisation?: string;
  /** The account of a calendar operator, or of who deletes, by the identities file, in lower case. */
  readonly address?: string;
  readonly signIn: SignIn;
  /** All addresses of the account that signed in, in lower case, where the directory was asked for them. */
  readonly addresses?: readonly string[];
  /** A directory operator's roles; absent where no one signed in. */
  readonly directory?: DirectoryFacts;
}

export type SignIn =
  | { readonly what: "done"; readonly claims: Claims }
  | { readonly what: "refused"; readonly problem: Problem }
  | { readonly what: "not-tried"; readonly why: string };

/** What a token says. The token itself is never a fact. */
export interface Claims {
  readonly tenantId: string;
  readonly account?: string;
  readonly roles?: readonly string[];
  readonly scopes?: readonly string[];
  /** Template ids of the directory roles that an account holds for the whole tenant. */
  readonly directoryRoles?: readonly string[];
}

/** What a directory operator holds in the directory, as it sees it itself. */
export interface DirectoryFacts {
  /** Why it could not be read. */
  readonly unread?: { readonly why: string; readonly isForbidden: boolean };
  /** Absent where it sees the directory and may not see who holds which role. */
  readonly assignments?: readonly RoleAssignment[];
  /** The administrative units of the organisations that it serves; without an id where it sees none. */
  readonly units: readonly { readonly name: string; readonly id?: string }[];
}

/** A directory role, by the template's id, and where it holds: `/` or `/administrativeUnits/…`. */
export interface RoleAssignment {
  readonly role: string;
  readonly scope: string;
}

/** An organisation of the specs. */
export interface OrganisationFacts {
  readonly stack: string;
  /** As addresses begin and units are called. */
  readonly shortName: string;
  /** The account that its spec names, in lower case. */
  readonly operator?: string;
  readonly hasPolicies: boolean;
  /** True where the caller named it, and not merely meant all. */
  readonly isNamed: boolean;
}

/** Where the record of what was made is kept. */
export interface StateFacts {
  readonly backend: string;
  readonly problem?: string;
  /** A file of it that was cut, emptied or overwritten. */
  readonly damage?: Problem;
  readonly notTried?: string;
  readonly locks: readonly {
    readonly organisation: string;
    readonly holder: string;
    readonly isDead: boolean;
  }[];
  /** Why the passphrase does not open the stacks. */
  readonly passphrase?: { readonly variable: string; readonly why: string };
  /** False where locks are not files that can be seen from here. */
  readonly seesLocks: boolean;
}

/** What is looked after, in the order in which it is told. */
export type CheckKind =
  | "node"
  | "engine"
  | "reach"
  | "clock"
  | "tenant"
  | "identities"
  | "sign-in"
  | "permissions"
  | "state"
  | "lock";

/** One thing that was looked after, and what was found. */
export interface Check {
  readonly what: CheckKind;
  /** What it is about: an identity, an address, an organisation. */
  readonly of: string;
  readonly result: "fine" | "warning" | "error" | "not-tried";
  /** In few words, for the table: a version, an account, why it was not tried. */
  readonly detail: string;
  /** What is to be mended, and how. */
  readonly findings: readonly Problem[];
}

/** A check whose result is that of its gravest finding. */
export function checkOf(
  what: CheckKind,
  of: string,
  detail: string,
  findings: readonly Problem[] = [],
): Check {
  const isError = findings.some(({ severity }) => severity === "error");
  return { what, of, result: isError ? "error" : findings.length > 0 ? "warning" : "fine", detail, findings };
}

/** A check that could not be made, with the reason. */
export const notTried = (what: CheckKind, of: string, detail: string): Check => ({
  what,
  of,
  result: "not-tried",
  detail,
  findings: [],
});
