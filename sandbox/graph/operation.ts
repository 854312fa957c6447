import type { Call } from "./call";
import type { Reply } from "./reply";

/** One operation of Graph: what it is called in rules and in the log, where it is, and what it does. */
export interface Operation {
  /** Key into the permission table, faults and log: `bookingBusiness.get`. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Path template; `{name}` stands for a key: `/users/{user}/mailboxSettings`. */
  readonly path: string;
  /** The workload behind it decides the words of refusals. */
  readonly workload: "bookings" | "directory" | "mailbox" | "none";
  /** Answers synchronously; everything it writes is one transaction. */
  readonly run: (call: Call) => Reply;
}
