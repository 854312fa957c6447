/** The options of `bookings sandbox start`. */
export interface StartOptions {
  readonly port?: number;
  readonly data?: string;
  readonly seed?: string;
  readonly json?: boolean;
  readonly detach?: boolean;
}
