import type { GraphCall, GraphOutcome } from "../graph/call";
import type { GraphClient } from "../graph/graph-client";
import { resolveUsers } from "../graph/resources/resolve-users";
import { type DirectoryUser, parseUsers, users, VALUES_IN_FILTER } from "../graph/resources/users";
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
          // an address that two accounts have tells no one
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

  /** Looks for those that the calls did not tell: people have other addresses too. A failure costs a name, not the run. */
  async lookFor(graph: GraphClient, addresses: readonly string[]): Promise<void> {
    const unknown = addresses.filter(
      (address) => address.includes("@") && !this.#names.has(address.toLowerCase()),
    );
    if (unknown.length === 0) return;
    const found = await resolveUsers(graph, unknown).catch(() => new Map<string, DirectoryUser>());
    for (const [address, { displayName, id, rival }] of found) {
      this.#names.set(address, displayName);
      if (rival === undefined && !this.#ids.has(address)) this.#ids.set(address, id);
    }
  }

  /** Someone's name in the directory; where it does not tell it, the address: a name is never made up. */
  nameOf(address: string): string {
    return this.#names.get(address.toLowerCase()) || address;
  }

  /** Someone as a row of a calendar's staff names them. */
  memberOf(emailAddress: string): Readonly<Record<"displayName" | "emailAddress", string>> {
    return { displayName: this.nameOf(emailAddress), emailAddress };
  }
}
