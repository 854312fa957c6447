import type { GraphCall, GraphOutcome } from "../graph/call";
import { parseUsers, users, VALUES_IN_FILTER } from "../graph/resources/users";
import { chunked } from "../graph/wire";

/** The names of people and the ids of their accounts, asked for together with something else and remembered: patients see them on the booking page. */
export class People {
  readonly #names = new Map<string, string>();
  readonly #ids = new Map<string, string>();

  /** The calls that would tell the names not known yet. */
  nameCalls(addresses: readonly string[]): GraphCall[] {
    const unknown = addresses.filter((address) => !this.#names.has(address));
    return chunked(unknown, VALUES_IN_FILTER).map((some) => users.byField("mail", some));
  }

  /** Takes in what they told. A failure costs a name, not the run. */
  learn(outcomes: readonly GraphOutcome[]): void {
    for (const outcome of outcomes) {
      for (const user of outcome.ok ? parseUsers(outcome.answer.body) : []) {
        for (const address of user.addresses) {
          this.#names.set(address, user.displayName);
          // an address that two accounts have tells nobody
          const known = this.#ids.get(address) ?? user.id;
          this.#ids.set(address, known === user.id ? known : "");
        }
      }
    }
  }

  /** The id of the account behind an address, where the directory told it. */
  idOf(address: string): string | undefined {
    return this.#ids.get(address.toLowerCase()) || undefined;
  }

  /** Somebody's name; where the directory does not tell it, made of the address. */
  nameOf(address: string): string {
    return this.#names.get(address.toLowerCase()) || fromAddress(address);
  }
}

function fromAddress(address: string): string {
  const [local = address] = address.split("@");
  return local
    .split(/[._]/)
    .filter((part) => part !== "")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
}
