import type { TeamMemberWord } from "../../src/graph/resources/staff";
import type { Account } from "../../src/tenant/people";
import { People } from "../../src/tenant/people-names";
import { CreateGate } from "./create/create-gate";

const OTHER = { member: "teamMember", teamMember: "member" } as const;

/**
 * Which of its two words for team members Graph takes. Calendars that are read show it; where none does, one addition finds it
 * out for the whole run, so that a tenant is sent one wrong word at most.
 */
export class TeamMemberWords {
  // Tenants are reported to take this one only, whatever the documentation says.
  #word: TeamMemberWord = "member";
  #isKnown = false;
  #isProved = false;
  #turn: Promise<void> = Promise.resolve();

  /** The word to send. */
  get word(): TeamMemberWord {
    return this.#word;
  }

  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** A calendar's staff shows a word: what Graph says it takes, as far as anybody knows. */
  saw(word: TeamMemberWord | undefined): void {
    if (word === undefined || this.#isKnown) return;
    this.#word = word;
    this.#isKnown = true;
  }

  /** Graph has taken a word. */
  took(word: TeamMemberWord): void {
    this.#word = word;
    this.#isKnown = true;
    this.#isProved = true;
  }

  /** Graph has refused a word, or something else of what was sent with it. Whether there is another to try. */
  refused(word: TeamMemberWord): boolean {
    if (word !== this.#word) return true;
    if (this.#isProved) return false;
    this.#word = OTHER[word];
    return true;
  }

  /** As long as no one knows the word, one after the other: whoever waits sends what those before have learnt. */
  async inTurn<T>(send: () => Promise<T>): Promise<T> {
    if (this.#isKnown) return send();
    const before = this.#turn;
    const { promise, resolve: done } = Promise.withResolvers<void>();
    this.#turn = promise;
    await before;
    if (!this.#isKnown) return send().finally(done);
    done();
    return send();
  }
}

/** What one process learns about the tenant while it works, so that it asks once and not for each calendar. */
export class RunMemory {
  readonly gate = new CreateGate();
  readonly people = new People();
  /** Whether Graph puts the maker of a calendar on its staff. */
  creatorIsStaff: boolean | undefined;
  /** Someone is finding that out: the others wait for it. */
  creatorLook: Promise<unknown> | undefined;
  /** The word that Graph takes for team members. */
  readonly teamMember = new TeamMemberWords();
  /** Accounts of operators that Graph showed under another name than the one on file, by the name on file. */
  readonly accounts = new Map<string, Promise<Account | undefined>>();
}
