import type { Playground } from "../playground/playground";

/** Whose runs there are. */
export const ORGANISATIONS = ["leeds", "york"] as const;
export type Organisation = (typeof ORGANISATIONS)[number];

/** What a calendar has to look like when all is done; nothing where it has to be gone. */
export interface Wanted {
  readonly address: string;
  readonly phone: string;
  /** Addresses, as the tenant spells them, with their role there. */
  readonly staff: Readonly<Record<string, string>>;
  /** In whose state it stands; Leeds', unless said. */
  readonly holder?: Organisation;
}

/** What a user policy's group has to look like when all is done. */
export interface WantedPolicy {
  readonly name: string;
  /** What is on in its licence. */
  readonly gives: string;
  readonly members: readonly string[];
}

/** A kind of run: what begins it, and what the tenant has to be when it has converged. */
export interface Kind {
  /** Two clinics, or a user policy. */
  readonly world: "clinics" | "policy";
  /** Whether what the world's specs ask for is there already. */
  readonly isMade: boolean;
  /** Edits the specs; those of the world are there. */
  readonly edit: (playground: Playground) => void | Promise<void>;
  /** Whose run is disturbed; Leeds', unless said. */
  readonly disturbed?: Organisation;
  /** Who runs once between the crash and `unlock`, and may be refused. */
  readonly meanwhile?: Organisation;
  /** Who runs after `unlock`; Leeds, unless said. */
  readonly next?: readonly Organisation[];
  readonly wanted: readonly Wanted[];
  /** Addresses that no run may still have. */
  readonly gone: readonly string[];
  /** Addresses of calendars that Leeds has on record as handed over. */
  readonly handedOver?: readonly string[];
  readonly policy?: {
    readonly wanted: readonly WantedPolicy[];
    /** Names of groups that no run may still have. */
    readonly gone: readonly string[];
    /** How many people are taken off, in all runs together. */
    readonly takenOff: number;
  };
}
