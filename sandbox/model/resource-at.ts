import { actions } from "./generated/actions";
import { entityTypes } from "./generated/entity-types";
import { isStructured, parseProperty, typeOf } from "./type-of";

/** Sets of Graph which the generated slice of the metadata leaves out, by path, with the type of their members. */
const setsBeyondTheSlice: Readonly<Record<string, string>> = {
  "directory/administrativeunits": "administrativeUnit",
  "directory/deleteditems": "directoryObject",
  "rolemanagement/directory/roleassignments": "unifiedRoleAssignment",
};

/** Actions that it leaves out, by the type they are bound to, with what they answer. */
const actionsBeyondTheSlice: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  user: { reprocesslicenseassignment: "user" },
};

const sets: Readonly<Record<string, string>> = {
  directoryroles: "directoryRole",
  groups: "group",
  subscribedskus: "subscribedSku",
  users: "user",
  ...setsBeyondTheSlice,
};
const singletons: Readonly<Record<string, string>> = { me: "user", solutions: "solutionsRoot" };

/** What a record has under a name that came from outside: `__proto__` is none of its own. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** `graph.user` and `microsoft.graph.user` are `user`. */
function bareName(segment: Segment): string {
  return segment.text.replace(/^(microsoft\.)?graph\./i, "").toLowerCase();
}

function textOf(members: Readonly<Record<string, string>>, name: string): string | undefined {
  const key = Object.keys(members).find((one) => one.toLowerCase() === name);
  return key === undefined ? undefined : members[key];
}

function declared(text: string): Resource {
  const { type, collection } = parseProperty("", text);
  const kind = type in entityTypes ? "entity" : isStructured(type) ? "complex" : "value";
  return { kind, type, collection, singleton: false };
}

/** The type and those it inherits from, nearest first. */
function line(type: string): string[] {
  const base = isStructured(type) ? typeOf(type).base : undefined;
  return base === undefined ? [type] : [type, ...line(base)];
}

function navigation(type: string, name: string): Resource | undefined {
  for (const one of line(type)) {
    const text = textOf(entityTypes[one]?.navigation ?? {}, name);
    if (text !== undefined) return declared(text);
  }
  return undefined;
}

function property(type: string, name: string): Resource | undefined {
  if (!isStructured(type)) return undefined;
  const found = [...typeOf(type).properties.values()].find((one) => one.name.toLowerCase() === name);
  return found && declared(`${found.type}${found.collection ? "[]" : ""}`);
}

function action(type: string, name: string): Resource | undefined {
  const found = actions.find((one) => {
    const [bound = ""] = Object.values(one.parameters);
    return one.name.toLowerCase() === name && line(type).includes(bound.replace("!", ""));
  });
  const beyond = line(type)
    .map((one) => own(actionsBeyondTheSlice[one] ?? {}, name))
    .find((one) => one !== undefined);
  if (!found && beyond === undefined) return undefined;
  const text = found?.returns ?? beyond;
  const { type: returned, collection } =
    text === undefined ? { type: undefined, collection: false } : declared(text);
  return { kind: "action", type: returned, collection, singleton: false };
}

function mark(at: Resource, name: string): Resource | undefined {
  if (name === "$count" && at.collection) return { ...at, kind: "count", collection: false };
  if (name === "$ref") return { ...at, kind: "reference" };
  return name === "$value" && at.kind === "value" ? { ...at, kind: "raw" } : undefined;
}

function step(at: Resource, segment: Segment): Resource | undefined {
  const name = bareName(segment);
  if (name.startsWith("$")) return mark(at, name);
  const cast = segment.text.includes(".") && !segment.isKey ? name : "";
  const castType = Object.keys(entityTypes).find((type) => type.toLowerCase() === cast);
  if (castType !== undefined) return { ...at, type: castType };
  if (at.collection) return at.kind === "entity" ? { ...at, collection: false } : undefined;
  const type = at.type ?? "";
  return navigation(type, name) ?? property(type, name) ?? action(type, name);
}

function start(segments: readonly Segment[]): [Resource, readonly Segment[]] | undefined {
  const names = segments.map(bareName);
  const single = own(singletons, names[0] ?? "");
  if (single !== undefined)
    return [{ kind: "entity", type: single, collection: false, singleton: true }, segments.slice(1)];
  for (const length of [1, 2, 3]) {
    const type = own(sets, names.slice(0, length).join("/"));
    if (type !== undefined)
      return [{ kind: "entity", type, collection: true, singleton: false }, segments.slice(length)];
  }
  return undefined;
}

/** What stands at that path; `undefined` when the model has nothing there. */
export function resourceAt(segments: readonly Segment[]): Resource | undefined {
  const begun = start(segments);
  let at: Resource | undefined = begun?.[0];
  for (const segment of begun?.[1] ?? []) {
    at = at && step(at, segment);
    if (!at) return undefined;
  }
  return at;
}

/** What a path leads to, by the model alone and whatever the sandbox serves there. */
export interface Resource {
  readonly kind: "entity" | "complex" | "value" | "count" | "reference" | "raw" | "action";
  /** Type of one member: `user`, `String`. Of an action what it answers, if anything. */
  readonly type: string | undefined;
  readonly collection: boolean;
  /** Reached without a key: `/me`, `/solutions`. */
  readonly singleton: boolean;
}

/** One step of a path: a name, or the key in parentheses after one. */
export interface Segment {
  readonly text: string;
  /** Written in parentheses: it is a key, never a name. */
  readonly isKey: boolean;
}
