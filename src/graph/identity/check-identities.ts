import { isRecord } from "../wire";
import type { Identities, Identity, OperatorIdentity } from "./identities";

/** Texts an identity of each kind must have. */
const NEEDED: Readonly<Record<Identity["kind"], readonly string[]>> = {
  secret: ["clientId", "clientSecret"],
  federated: ["clientId", "tokenFile"],
  pipeline: ["clientId"],
  "refresh-token": ["clientId", "refreshToken", "address"],
  managed: [],
  interactive: ["clientId"],
};

/** What is wrong with the parsed file, by key and never by value: values are secrets. Empty = fine. */
export function identityFaults(value: unknown): string[] {
  if (!isRecord(value)) return ["the file must hold one JSON object"];
  const operators = value["calendarOperators"] ?? {};
  const directory = value["directoryOperators"] ?? {};
  return [
    ...unknownKeys(value),
    ...optionalIdentity(value["observer"], "observer"),
    ...optionalIdentity(value["directoryOperator"], "directoryOperator"),
    ...(value["calendarDeleter"] === undefined
      ? []
      : operatorFaults(value["calendarDeleter"], "calendarDeleter")),
    ...(isRecord(directory)
      ? Object.entries(directory).flatMap(([name, one]) => faultsOf(one, `directoryOperators.${name}`))
      : ["directoryOperators must be an object: organisation → identity"]),
    ...(isRecord(operators)
      ? Object.entries(operators).flatMap(([name, one]) => operatorFaults(one, `calendarOperators.${name}`))
      : ["calendarOperators must be an object: organisation → identity"]),
  ];
}

/** The checked file as a value; organisations are looked up in lower case. */
export function checkedIdentities(value: unknown): Identities | undefined {
  if (identityFaults(value).length > 0 || !isRecord(value)) return undefined;
  const operators = (value["calendarOperators"] ?? {}) as Record<string, OperatorIdentity>;
  const directory = (value["directoryOperators"] ?? {}) as Record<string, Identity>;
  return {
    ...(value as Omit<Identities, "calendarOperators" | "directoryOperators">),
    calendarOperators: inLowerCase(operators),
    directoryOperators: inLowerCase(directory),
  };
}

function inLowerCase<T>(identities: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(identities).map(([name, identity]) => [name.toLowerCase(), identity]),
  );
}

function unknownKeys(value: Record<string, unknown>): string[] {
  const known = [
    "$schema",
    "observer",
    "calendarDeleter",
    "directoryOperator",
    "directoryOperators",
    "calendarOperators",
  ];
  return Object.keys(value).flatMap((key) => (known.includes(key) ? [] : [`unknown key ${key}`]));
}

function optionalIdentity(value: unknown, name: string): string[] {
  return value === undefined ? [] : faultsOf(value, name);
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
