/** What is wrong with an answer. */
export interface Violation {
  /** Method, path and status: `GET /users 200`. */
  readonly exchange: string;
  /** JSON pointer into the body, or the name of a header. */
  readonly pointer: string;
  readonly message: string;
}
