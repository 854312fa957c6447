/** The options of `bookings sandbox start`. */
export interface StartOptions {
  readonly port?: number;
  readonly data?: string;
  readonly seed?: string;
  /** Files, or texts that begin with a bracket. */
  readonly settings?: string;
  readonly faults?: string;
  readonly json?: boolean;
  readonly detach?: boolean;
}
