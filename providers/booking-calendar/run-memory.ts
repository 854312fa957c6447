import type { TeamMemberWord } from "../../src/graph/resources/staff";
import { refuse } from "../refuse";
import { People } from "./people";

/** What one process learns about the tenant while it works, so that it asks once and not for each calendar. */
export interface RunMemory {
  readonly gate: CreateGate;
  readonly people: People;
  /** Whether Graph puts the maker of a calendar on its staff. */
  creatorIsStaff: boolean | undefined;
  /** Somebody is finding that out: the others wait for it. */
  creatorLook: Promise<unknown> | undefined;
  /** The word that Graph takes for team members. */
  readonly teamMember: WordMemory;
}

/** A process that knows nothing yet. */
export function newRunMemory(): RunMemory {
  return {
    gate: new CreateGate(),
    people: new People(),
    creatorIsStaff: undefined,
    creatorLook: undefined,
    teamMember: new WordMemory(),
  };
}

const OTHER = { member: "teamMember", teamMember: "member" } as const;

/**
 * Which of its two words for team members Graph takes. Calendars that are read show it; where none does, one addition finds it
 * out for the whole run, so that a tenant is sent one wrong word at most.
 */
export class WordMemory {
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

  /** As long as nobody knows the word, one after the other: whoever waits sends what those before have learnt. */
  async inTurn<T>(send: () => Promise<T>): Promise<T> {
    if (this.#isKnown) return send();
    const before = this.#turn;
    let done = () => {};
    this.#turn = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    if (!this.#isKnown) return send().finally(done);
    done();
    return send();
  }
}

/** An address that did not come out as computed. */
export interface Mismatch {
  readonly first: string;
  readonly wanted: string;
  readonly given: string;
}

/**
 * Lets the first creation of a run go alone: if its address does not come out as computed (a naming policy, the wrong domain),
 * not twenty wrong calendars are made but one. Of those that are ready together the first by name goes, so that a run
 * repeated is told in the same words.
 */
export class CreateGate {
  #proved = false;
  #mismatch: Mismatch | undefined;
  #isBusy = false;
  readonly #waiting = new Map<string, () => void>();

  /** Runs a creation when it is its turn. It reports by `proved` or `stop` what it saw. */
  async pass<T>(calendar: string, create: () => Promise<T>): Promise<T> {
    if (this.#isDecided) return this.#admitted(calendar, create);
    await this.#turn(calendar);
    if (this.#isDecided) return this.#admitted(calendar, create);
    try {
      return await create();
    } finally {
      this.#isBusy = false;
      this.#next();
    }
  }

  /** An address came out as computed: the others need not wait any more. */
  proved(): void {
    this.#proved = true;
  }

  /** An address came out wrong: nothing more is made. */
  stop(mismatch: Mismatch): void {
    this.#mismatch ??= mismatch;
  }

  get #isDecided(): boolean {
    return this.#proved || this.#mismatch !== undefined;
  }

  #turn(calendar: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.set(calendar, resolve);
    // Those whose looks were answered by the same batch come to the gate before this.
    setImmediate(() => this.#next());
    return promise;
  }

  #next(): void {
    if (this.#isBusy) return;
    const names = [...this.#waiting.keys()].sort();
    for (const name of this.#isDecided ? names : names.slice(0, 1)) {
      this.#isBusy = !this.#isDecided;
      this.#waiting.get(name)?.();
      this.#waiting.delete(name);
    }
  }

  async #admitted<T>(calendar: string, create: () => Promise<T>): Promise<T> {
    if (this.#mismatch) throw refuse("creates-stopped", { calendar, ...this.#mismatch });
    return create();
  }
}
