/** What a role in a record says: ours, or `other:<Graph's word>` for one that somebody gave in the web app. */
export type RecordedRole = "admin" | "viewer" | `other:${string}`;

/** What an LA wrote to have it deleted. */
export interface Deletion {
  /** The calendar's address, repeated exactly. */
  readonly confirm: string;
  readonly reason: string;
  readonly withFutureAppointments: boolean;
}

/** What the program asks for, and what a refresh rewrites to what it found. Plain values only. */
export interface CalendarInputs {
  readonly tenantId: string;
  /** Short name as displayed. */
  readonly organisation: string;
  readonly displayName: string;
  readonly address: string;
  readonly serviceArea: string;
  readonly clinicName: string;
  readonly replyTo: string;
  readonly phone: string;
  /** Graph's role for viewers: the tenant's setting. */
  readonly viewerRole: "teamMember" | "viewer";
  /** `missing` is never asked for: a refresh says it of a calendar that the tenant lost. */
  readonly status: "active" | "deleted" | "missing";
  /** Address in lower case → role. */
  readonly members: Readonly<Record<string, RecordedRole>>;
  /** Only looked at when the calendar is made. */
  readonly starterService: boolean;
  readonly deletion?: Deletion;
  readonly recreate?: { readonly confirm: string };
}

/** The keys of the inputs: nothing else may be handed to the engine as an input, or every refresh shows it as a change. */
export const INPUT_KEYS = [
  "tenantId",
  "organisation",
  "displayName",
  "address",
  "serviceArea",
  "clinicName",
  "replyTo",
  "phone",
  "viewerRole",
  "status",
  "members",
  "starterService",
  "deletion",
  "recreate",
] as const satisfies readonly (keyof CalendarInputs)[];
