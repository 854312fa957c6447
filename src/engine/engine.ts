import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { ProgramPorts } from "../preflight/check-run";

/** What an adoption takes into the state. */
export interface Adopted {
  /** Resource names. */
  readonly names: ReadonlySet<string>;
  /** `recover`: the state was lost or is older than the journal, which then counts too. */
  readonly how: "adopt" | "recover";
}

type Env = Readonly<Record<string, string | undefined>>;

/** What the engine is made of and does not know: the program of a stack, and the handlers of its resources. */
export interface EngineParts {
  /** What a program needs, for a root folder and an environment. */
  portsOf(root: string, env: Env): ProgramPorts;
  /** The program of every stack; what it returns are the stack's outputs. */
  program(ports: ProgramPorts): Promise<Record<string, unknown>>;
  /** What that program registers. */
  declared(tenant: Tenant, model: OrganisationModel): readonly Declared[];
  /** The handlers by which a preview reads the tenant, by the text that would load them. */
  readingHandlers(where: ReadingPlace): Readonly<Record<string, ReadingHandler>>;
}

/** A calendar or policy that the specs ask for. */
export interface Declared {
  readonly kind: "calendar" | "policy";
  readonly name: string;
  readonly inputs: object;
  /** The text that loads the handler. */
  readonly loading: string;
}

/** What a preview asks of a handler. That it cannot write is not left to anybody: there is nothing to write with. */
export interface ReadingHandler {
  check(
    olds: unknown,
    news: unknown,
  ): Promise<{
    inputs: unknown;
    failures: readonly { readonly property: string; readonly reason: string }[];
  }>;
  diff(id: string, olds: unknown, news: unknown): Promise<{ changes: boolean }>;
  read(id: string, record: unknown): Promise<{ id: string; props: unknown; inputs: unknown }>;
  /** What is there of something that another organisation hands over, as far as it can be seen yet. */
  lookAhead?(news: unknown): Promise<{ props: unknown; inputs: unknown } | undefined>;
}

interface ReadingPlace {
  readonly env: Env;
  readonly root: string;
  /** Asked before every call to Graph. */
  readonly stillWanted: () => boolean;
  /** Told of what takes long. */
  readonly tell: (text: string) => void;
}
