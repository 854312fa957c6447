import { readFileSync, statSync } from "node:fs";
import { hideSecret } from "../../problem/hide-tokens";
import { problem } from "../../problem/problem";
import { systemWords } from "../../problem/system-words";
import { VisibleError } from "../../problem/visible-error";
import { isRecord } from "../wire";
import type { Identities, Identity, OperatorIdentity } from "./identities";

/** Reads the identities file: it must be the owner's alone, and each entry complete. */
export function readIdentities(file: string): Identities {
  const value = parsedFile(file);
  const faults = identityFaults(value);
  if (faults.length > 0) throw refusal(file, faults.join("; "));
  for (const secret of secretsIn(value)) hideSecret(secret);
  const { calendarOperators = {}, directoryOperators = {}, ...others } = value as Partial<Identities>;
  return {
    ...others,
    calendarOperators: inLowerCase<OperatorIdentity>(calendarOperators),
    directoryOperators: inLowerCase<Identity>(directoryOperators),
  };
}

/** Organisations are looked up in lower case. */
const inLowerCase = <T>(identities: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(identities ?? {}).map(([name, one]) => [name.toLowerCase(), one]));

const SECRETS: ReadonlySet<string> = new Set(["clientSecret", "refreshToken"]);

function secretsIn(value: unknown): string[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && SECRETS.has(key) ? [inner] : secretsIn(inner),
  );
}

function parsedFile(file: string): unknown {
  try {
    // Windows knows no such modes: there the folder's access list is what counts
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
      throw VisibleError.of(problem("identities-readable-by-others", { file }));
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof VisibleError) throw error;
    // the text of a JSON error quotes the file, and the file holds secrets
    throw refusal(file, error instanceof SyntaxError ? "it is no JSON" : missing(error));
  }
}

function missing(error: unknown): string {
  return systemWords(error) ?? "it cannot be read";
}

function refusal(file: string, why: string): VisibleError {
  return VisibleError.of(problem("identities-unusable", { file, why }));
}

/** Texts an identity of each kind must have. */
const NEEDED: Readonly<Record<Identity["kind"], readonly string[]>> = {
  secret: ["clientId", "clientSecret"],
  federated: ["clientId", "tokenFile"],
  pipeline: ["clientId"],
  "refresh-token": ["clientId", "refreshToken", "address"],
  managed: [],
  interactive: ["clientId"],
};

type Faults = (value: unknown, name: string) => string[];

const ofEach =
  (faults: Faults): Faults =>
  (value, name) =>
    isRecord(value ?? {})
      ? Object.entries(value ?? {}).flatMap(([organisation, one]) => faults(one, `${name}.${organisation}`))
      : [`${name} must be an object: organisation → identity`];

/** What is wrong with each entry. */
const FAULTS: Readonly<Record<string, Faults>> = {
  $schema: () => [],
  observer: faultsOf,
  directoryOperator: faultsOf,
  calendarDeleter: operatorFaults,
  directoryOperators: ofEach(faultsOf),
  calendarOperators: ofEach(operatorFaults),
};

/** What is wrong with the parsed file, by key and never by value: values are secrets. Empty = fine. */
export function identityFaults(value: unknown): string[] {
  if (!isRecord(value)) return ["the file must hold one JSON object"];
  return [
    ...Object.keys(value).flatMap((key) => (Object.hasOwn(FAULTS, key) ? [] : [`unknown key ${key}`])),
    ...Object.entries(FAULTS).flatMap(([name, faults]) =>
      value[name] === undefined ? [] : faults(value[name], name),
    ),
  ];
}

function operatorFaults(value: unknown, name: string): string[] {
  const faults = faultsOf(value, name);
  const missing =
    isRecord(value) && !isText(value["address"]) && !faults.some((one) => one.includes("address"));
  return missing ? [...faults, `${name}.address is missing: the account that the operator acts as`] : faults;
}

function faultsOf(value: unknown, name: string): string[] {
  if (!isRecord(value)) return [`${name} must be an object`];
  const needed = Object.entries(NEEDED).find(([kind]) => kind === value["kind"])?.[1];
  if (!needed) return [`${name}.kind must be one of ${Object.keys(NEEDED).join(", ")}`];
  return needed.flatMap((key) => (isText(value[key]) ? [] : [`${name}.${key} is missing`]));
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
