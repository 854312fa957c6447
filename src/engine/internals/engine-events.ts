import { isDeepStrictEqual } from "node:util";
import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { carried } from "../../problem/carry";
import type { Problem } from "../../problem/problem";

/** Inputs and outputs of a resource as the engine's events carry them. */
export type Values = Readonly<Record<string, unknown>>;

/** Everything the engine told about one calendar in one run. */
export interface StepFacts {
  readonly urn: string;
  /** What the last run left, as the state has it: not what it wished for, which may not all have been applied. */
  recorded?: Values;
  /** Inputs and outputs as the tenant has them now. */
  live?: Values;
  liveOutputs?: Values;
  /** Inputs the specs ask for. */
  wanted?: Values;
  op?: string;
  failed: boolean;
  /** The look at the tenant failed: nothing is known of the calendar. */
  unreadable: boolean;
  /** The engine has begun to change it. */
  begun: boolean;
  finished: boolean;
  /** The tenant shows other outputs than the state. */
  isBehind?: boolean;
  readonly problems: Problem[];
}

/** The type token under which calendars are registered. Frozen: it stands in every state. */
export const CALENDAR_TYPE = "pulumi-nodejs:dynamic/nhsmail:BookingCalendar";

/** The type token of user policies. Frozen as well. */
export const POLICY_TYPE = "pulumi-nodejs:dynamic/nhsmail:UserPolicy";

/**
 * What a run is to touch, as the engine's patterns for URNs: these calendars and policies, and besides them the stack, whose
 * outputs are the inventory, what refers to it, and the groups, which are nothing in the tenant.
 */
export const targetsOf = (names: readonly string[]): string[] => [
  "**::pulumi:pulumi:Stack::**",
  "**::pulumi:pulumi:StackReference::**",
  "**::nhsmail:Organisation::**",
  "**$nhsmail:ServiceArea::**",
  ...names.flatMap((name) => [CALENDAR_TYPE, POLICY_TYPE].map((type) => `**$${type}::${name}`)),
];

/** Values without the text that loads the handler. */
export const withoutProvider = (values: Values | undefined): Values | undefined => {
  if (values === undefined) return undefined;
  const { __provider: _provider, ...rest } = values;
  return rest;
};

/** The engine counts errors and makes a list of them, even of one: the list's scaffolding goes. */
const plainText = (message: string): string =>
  message
    .replace(/<\{%[^%]*%\}>/g, "")
    .replace(/^\d+ errors? occurred:\n/, "")
    .replace(/^\s*\* /gm, "")
    .trim();

/** The logical name at the end of a URN. */
export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

function noteRefresh(facts: StepFacts, step: StepEventMetadata): void {
  const recorded = withoutProvider(step.old?.outputs ?? step.old?.inputs);
  const live = withoutProvider(step.new?.inputs);
  const outputs = withoutProvider(step.new?.outputs);
  if (recorded) facts.recorded = recorded;
  if (live) facts.live = live;
  if (outputs) facts.liveOutputs = outputs;
  const before = withoutProvider(step.old?.outputs);
  if (before && outputs) facts.isBehind = !isDeepStrictEqual(before, outputs);
}

function noteStep(facts: StepFacts, step: StepEventMetadata): void {
  facts.op = step.op;
  const before = withoutProvider(step.old?.inputs);
  const outputs = withoutProvider(step.old?.outputs);
  const wanted = withoutProvider(step.new?.inputs);
  if (before) facts.live ??= before;
  if (outputs) facts.liveOutputs ??= outputs;
  if (wanted) facts.wanted = wanted;
}

/** The facts about one resource, to be filled in. */
export function factsOn(byName: Map<string, StepFacts>, urn: string): StepFacts {
  const name = nameOf(urn);
  const known = byName.get(name);
  if (known) return known;
  const fresh: StepFacts = {
    urn,
    failed: false,
    unreadable: false,
    begun: false,
    finished: false,
    problems: [],
  };
  byName.set(name, fresh);
  return fresh;
}

/** Gathers the engine's events into facts per calendar and policy. Holds no opinion: `plan-of.ts` does the judging. */
export class StepLedger {
  readonly calendars = new Map<string, StepFacts>();
  readonly policies = new Map<string, StepFacts>();
  readonly errors: string[] = [];

  note(event: EngineEvent): string | undefined {
    if (event.diagnosticEvent) return this.#noteDiagnostic(event.diagnosticEvent);
    const step =
      event.resourcePreEvent?.metadata ?? event.resOutputsEvent?.metadata ?? event.resOpFailedEvent?.metadata;
    const byName = step && this.#factsOf(step.type);
    if (!step || !byName) return undefined;
    const facts = factsOn(byName, step.urn);
    if (step.op === "refresh") noteRefresh(facts, step);
    else noteStep(facts, step);
    if (event.resourcePreEvent && step.op !== "refresh" && step.op !== "same") facts.begun = true;
    if (event.resOutputsEvent && step.op !== "refresh") facts.finished = true;
    if (event.resOpFailedEvent) {
      facts.failed = true;
      facts.unreadable ||= step.op === "refresh";
    }
    return nameOf(step.urn);
  }

  #factsOf(type: string): Map<string, StepFacts> | undefined {
    if (type === CALENDAR_TYPE) return this.calendars;
    return type === POLICY_TYPE ? this.policies : undefined;
  }

  #noteDiagnostic(diagnostic: NonNullable<EngineEvent["diagnosticEvent"]>): undefined {
    const text = plainText(diagnostic.message);
    if (text === "" || diagnostic.severity !== "error") return;
    const { urn = "" } = diagnostic;
    const type = [CALENDAR_TYPE, POLICY_TYPE].find((one) => urn.includes(`${one}::`));
    const byName = type && this.#factsOf(type);
    if (byName) factsOn(byName, urn).problems.push(...carried(text));
    else this.errors.push(text);
  }
}

/** The last line of the engine's error stream that begins with “error:”, without Node's or Pulumi's scaffolding. */
export function lastErrorLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const errors = lines.flatMap((line, index) =>
    line.startsWith("error:") ? [withCauses(line.slice("error:".length).trim(), lines.slice(index + 1))] : [],
  );
  return errors.at(-1) ?? lines.find((line) => line !== "") ?? "unknown error";
}

/** One of several errors in the engine’s list: `1) …`, or `* …` in that of a library. */
const NUMBERED = /^(?:\d+\)|\*) /;

/** Where the engine counts its errors (“2 errors occurred:”), what they are stands below, each with a number. */
function withCauses(line: string, below: readonly string[]): string {
  if (!/^\d+ errors? occurred:$/.test(line)) return line;
  const end = below.findIndex((one) => !NUMBERED.test(one));
  const causes = end < 0 ? below : below.slice(0, end);
  return causes.length === 0 ? line : causes.map((one) => one.replace(NUMBERED, "")).join("; ");
}

/** Why the engine could not make sense of a state that it found, in its own words; nothing where its error is another one. */
export const damageInMessage = (message: string): string | undefined =>
  /failed to load checkpoint: (?:place \d+: )?(.+)/.exec(message)?.[1];
