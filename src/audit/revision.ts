/** A step of the history that counts: what the main line of development became. */
export interface Revision {
  readonly commit: string;
  /** When it became part of the main line, in UTC. */
  readonly at: string;
  /** When its author wrote it, in UTC. */
  readonly writtenAt: string;
  readonly author: string;
  readonly subject: string;
  /** Files of specs as they are after it; without contents, it is no longer there. */
  readonly files: readonly { readonly path: string; readonly bytes?: Uint8Array }[];
}

export type Step = Omit<Revision, "files">;
