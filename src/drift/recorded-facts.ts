import type { RoleWord } from "../plan/change";

/** What the specs of the last run asked for. */
export interface Asked {
  readonly replyTo: string;
  readonly phone?: string;
  readonly members: Readonly<Record<string, RoleWord>>;
  /** What Graph called a viewer then. */
  readonly viewerRole: string;
}

/** A calendar as the state records it. */
export interface RecordedFacts {
  readonly name: string;
  /** Where it really is. */
  readonly address: string;
  readonly status: "active" | "half-made" | "deleting" | "deleted" | "missing";
  readonly file?: string;
  readonly asked?: Asked;
  /** It was made moments ago and nobody has seen it yet: its absence proves nothing. */
  readonly unseen?: true;
  /** What it can be told by from another one that somebody makes at its address. */
  readonly knownBy?: { readonly marker: "ours" | "none" | "foreign"; readonly rows: readonly string[] };
}
