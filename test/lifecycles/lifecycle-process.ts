import type { CalendarContext } from "../../providers/booking-calendar/context";
import {
  type BookingCalendarHandler,
  bookingCalendarHandler,
} from "../../providers/booking-calendar/handler";
import { RunMemory } from "../../providers/booking-calendar/run-memory";
import { Traffic } from "../../src/graph/batch/traffic";
import { type GraphClient, graphClient } from "../../src/graph/graph-client";
import { localPart } from "../../src/model/naming";
import { allLimits, RunBudget } from "../../src/plan/run-budget";
import type { PreflightView } from "../../src/preflight/preflight-view";
import { viewThrough } from "../../src/preflight/preflight-view";
import { type JournalEvent, unseenCreations } from "../../src/records/journal";
import type { Records } from "../../src/records/open-records";
import { type LifecycleTenant, type LifecycleTokens, OPERATOR } from "./lifecycle-tenant";
import type { SeededFault } from "./seeded/seeded-fault";

/** No one waits for company in a lifecycle: what comes at the same moment shares a batch all the same. */
const WINDOW = { quietMs: 0, longestMs: 1, holdMs: 2 };

/** What a process is started with. */
export interface ProcessSettings {
  readonly tenant: LifecycleTenant;
  readonly tokens: LifecycleTokens;
  readonly isDelayed: boolean;
  readonly looksTooEarly?: boolean | undefined;
  /** Outlives the process. */
  readonly journal: JournalEvent[];
  readonly bug?: SeededFault | undefined;
  /** Dies before this request of the handlers. */
  readonly diesBefore?: number | undefined;
}

/** A provider process, so to speak: it remembers nothing of those before it, and may die before a request. */
export class LifecycleProcess {
  readonly handler: BookingCalendarHandler;
  /** What preflight asks; in lifecycle the language host asks it, which is another process. */
  readonly view: PreflightView;
  #requests = 0;
  #isDead = false;

  constructor(private readonly settings: ProcessSettings) {
    const { tokens, bug } = settings;
    const traffic = new Traffic();
    const reader = this.client(tokens.observer, traffic, true);
    const writer = this.client(tokens.operator, traffic, true);
    const deleter = this.client(tokens.deleter, traffic, true);
    const context: CalendarContext = {
      reader: () => reader,
      writer: () => writer,
      deleter: () => deleter,
      operator: () => OPERATOR,
      tenantId: undefined,
      localPart,
      memory: new RunMemory(),
      records: this.records(),
      budget: new RunBudget(allLimits),
      now: () => new Date(),
      serverNow: () => new Date(),
      creationWaitMs: 120_000,
      sleep: (ms) => this.wait(ms),
    };
    const used = bug?.context?.(context) ?? context;
    const handler = bookingCalendarHandler(() => used);
    this.handler = bug?.handler?.(handler, used) ?? handler;
    const view = viewThrough(() => this.client(tokens.observer, new Traffic(), false));
    this.view = settings.looksTooEarly ? { ...view, occupants: async () => new Map() } : view;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  private records(): Records {
    const note: Records["note"] = async (_organisation, event) => {
      if (!this.#isDead) this.settings.journal.push(event);
    };
    const at = new Date().toISOString();
    const begunBefore = unseenCreations(this.settings.journal.map((event) => ({ at, ...event })));
    return {
      assertWritable: async () => undefined,
      note,
      announce: note,
      unseenCreation: (_organisation, calendar) => begunBefore.get(calendar.toLowerCase()),
      diedInHandover: () => false,
      diedOver: () => undefined,
      backUp: async () => "",
    };
  }

  private client(token: string, traffic: Traffic, isMortal: boolean): GraphClient {
    return graphClient({
      baseUrl: this.settings.tenant.url,
      tokens: { accessToken: () => Promise.resolve(token) },
      window: WINDOW,
      traffic,
      sleep: (ms) => this.wait(ms),
      ...(isMortal
        ? {
            stillWanted: () => !this.#isDead,
            fetch: (url: string, init: RequestInit) => this.fetch(url, init),
          }
        : {}),
    });
  }

  private fetch(url: string, init: RequestInit): Promise<Response> {
    this.#requests += 1;
    this.#isDead ||= this.#requests === this.settings.diesBefore;
    return this.#isDead ? Promise.reject(new Error("the process is dead")) : fetch(url, init);
  }

  /** Waits pass in the tenant only, and only where something takes its time there. */
  private wait(ms: number): Promise<void> {
    return this.settings.isDelayed ? this.settings.tenant.advance(ms) : Promise.resolve();
  }
}
