import { randomBytes } from "node:crypto";
import type { Chain, Step } from "./chain";
import type { ContractGraph, Outcome } from "./contract-graph";
import { differences, is, valueAt } from "./matches";

/** How a chain went. */
export interface ChainResult {
  readonly name: string;
  readonly failures: readonly string[];
  readonly observations: readonly { readonly question: string; readonly answer: string }[];
}

type Variables = Record<string, string>;

function filled(text: string, variables: Variables): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => variables[name] ?? whole);
}

/** Fills variables into texts anywhere in a value; judges get theirs when they are made. */
function filledIn(value: unknown, variables: Variables): unknown {
  if (typeof value === "string") return filled(value, variables);
  if (Array.isArray(value)) return value.map((one) => filledIn(one, variables));
  if (typeof value !== "object" || value === null || value instanceof RegExp) return value;
  if ("judge" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filledIn(one, variables)]));
}

function codeOf({ body }: Outcome): string {
  return String(valueAt(body, "error.code") ?? "");
}

function wrong(step: Step, outcome: Outcome, variables: Variables): string[] {
  const statuses = typeof step.status === "number" ? [step.status] : step.status;
  const codes = typeof step.code === "string" ? [step.code] : step.code;
  const headers = Object.entries(step.with ?? {}).filter(
    ([name, like]) => !like.test(outcome.headers[name] ?? ""),
  );
  return [
    ...(statuses.includes(outcome.status)
      ? []
      : [`answers ${outcome.status} ${codeOf(outcome)}, not ${statuses.join(" or ")}`]),
    ...(codes && outcome.status >= 400 && !codes.includes(codeOf(outcome))
      ? [`has the code ${codeOf(outcome)}, not ${codes.join(" or ")}`]
      : []),
    ...headers.map(
      ([name, like]) => `has the header ${name}: ${outcome.headers[name]}, not like ${like.source}`,
    ),
    ...(step.body === undefined ? [] : differences(outcome.body, filledIn(step.body, variables))),
  ];
}

async function call(
  graph: ContractGraph,
  step: Step,
  variables: Variables,
): Promise<Outcome & { path: string; method: string }> {
  const [method = "", ...rest] = filled(step.call, variables).split(" ");
  const path = rest.join(" ").replaceAll(" ", "%20");
  const json = step.send === undefined ? undefined : JSON.stringify(filledIn(step.send, variables));
  const text = step.raw ?? json;
  const type: Record<string, string> = text === undefined ? {} : { "content-type": "application/json" };
  const headers = { ...type, ...step.headers };
  const outcome = await graph.send(step.by, {
    method,
    path,
    headers,
    ...(text === undefined ? {} : { text }),
  });
  return { ...outcome, method, path };
}

/** Deletes what the chain made, so that a tenant is left as it was. */
async function cleanUp(graph: ContractGraph, made: readonly string[]): Promise<string[]> {
  const left: string[] = [];
  for (const id of made) {
    const path = `/solutions/bookingBusinesses/${encodeURIComponent(id)}`;
    const { status } = await graph.send("operator", { method: "DELETE", path, headers: {} });
    if (status !== 204 && status !== 404) left.push(`left behind: ${id} (${status})`);
  }
  return left;
}

/** Runs a chain to its first failure, and cleans up. */
export async function runChain(chain: Chain, graph: ContractGraph): Promise<ChainResult> {
  const name = `${graph.variables["organisation"]}Contract${randomBytes(4).toString("hex")}`;
  const variables: Variables = { ...graph.variables, name, calendars: "/solutions/bookingBusinesses" };
  const failures: string[] = [];
  const observations: { question: string; answer: string }[] = [];
  const made: string[] = [];
  for (const step of chain.steps) {
    const outcome = await call(graph, step, variables);
    if (outcome.method === "POST" && outcome.path === variables["calendars"] && outcome.status === 201) {
      const id = String(valueAt(outcome.body, "id"));
      made.push(id);
      variables["id"] ??= id;
      variables["calendar"] ??= `${variables["calendars"]}/${id}`;
    }
    for (const [key, way] of Object.entries(step.keep ?? {}))
      variables[key] = String(valueAt(outcome.body, way));
    if (step.observe) {
      const answer = step.show
        ? JSON.stringify(valueAt(outcome.body, step.show))
        : `${outcome.status} ${codeOf(outcome)}`.trim();
      observations.push({ question: step.observe, answer });
    }
    const problems = wrong(step, outcome, variables);
    if (problems.length > 0) {
      failures.push(`${step.by}: ${outcome.method} ${outcome.path} ${problems.join("; ")}`);
      break;
    }
  }
  const left = await cleanUp(graph, made);
  return { name: chain.name, failures: chain.leavesBehind ? failures : [...failures, ...left], observations };
}

/** Fits the name of the calendar that the chain made. */
export const ownName = is("the chain's name", (value) => /Contract[0-9a-f]{8}/.test(String(value)));
