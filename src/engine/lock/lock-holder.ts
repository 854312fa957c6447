/** Who is changing a stack right now, as the engine's lock says. */
export interface LockHolder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** When the lock was taken: `2026-11-23T04:30:00Z`. */
  readonly since: string;
  /** The lock was cut short, by a power failure or a full disk: it holds all the same, and nobody knows who took it. */
  readonly isUnreadable?: true;
  /** The lock itself, where the state is on a disk that this process can see. */
  readonly file?: string;
}
