import { isJsonObject } from "../base/json";
import { typeOf } from "../model/type-of";
import { badFilter, type Filter, type Literal } from "./filter";

type Scope = Readonly<Record<string, unknown>>;
type Test = (scope: Scope) => boolean;

function reader(path: string): (scope: Scope) => unknown {
  const steps = path.split("/");
  return (scope) => {
    let value: unknown = scope;
    for (const step of steps) value = isJsonObject(value) ? value[step] : undefined;
    return value;
  };
}

/** Strings compare without regard to case, as the directory does. */
function fold(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : (value ?? null);
}

function compare(operator: string, value: Literal): (found: unknown) => boolean {
  const wanted = fold(value);
  const order = (found: unknown) => {
    const folded = fold(found);
    if (folded === null || wanted === null || typeof folded !== typeof wanted) return Number.NaN;
    return String(folded) === String(wanted)
      ? 0
      : Number((folded as string | number) > (wanted as string | number)) * 2 - 1;
  };
  const tests: Record<string, (found: unknown) => boolean> = {
    eq: (found) => fold(found) === wanted,
    ne: (found) => fold(found) !== wanted,
    gt: (found) => order(found) > 0,
    ge: (found) => order(found) >= 0,
    lt: (found) => order(found) < 0,
    le: (found) => order(found) <= 0,
  };
  return tests[operator] ?? (() => false);
}

function callTest(name: "startswith" | "endswith" | "contains", value: string): (found: unknown) => boolean {
  const wanted = value.toLowerCase();
  const method = { startswith: "startsWith", endswith: "endsWith", contains: "includes" } as const;
  return (found) => typeof found === "string" && found.toLowerCase()[method[name]](wanted);
}

function compile(filter: Filter): Test {
  switch (filter.kind) {
    case "and":
    case "or": {
      const [left, right] = [compile(filter.left), compile(filter.right)];
      return filter.kind === "and" ? (s) => left(s) && right(s) : (s) => left(s) || right(s);
    }
    case "not": {
      const inner = compile(filter.inner);
      return (scope) => !inner(scope);
    }
    case "any": {
      const [read, inner] = [reader(filter.path), compile(filter.inner)];
      return (scope) => {
        const list = read(scope);
        return Array.isArray(list) && list.some((item) => inner({ ...scope, [filter.variable]: item }));
      };
    }
    case "in": {
      const wanted = new Set(filter.values.map(fold));
      const read = reader(filter.path);
      return (scope) => wanted.has(fold(read(scope)));
    }
    case "compare": {
      const [read, test] = [reader(filter.path), compare(filter.operator, filter.value)];
      return (scope) => test(read(scope));
    }
    case "call": {
      const [read, test] = [reader(filter.path), callTest(filter.name, filter.value)];
      return (scope) => test(read(scope));
    }
  }
}

function assertKnown(filter: Filter, type: string, variables: ReadonlySet<string>): void {
  if ("left" in filter) {
    assertKnown(filter.left, type, variables);
    assertKnown(filter.right, type, variables);
    return;
  }
  const name = "path" in filter ? (filter.path.split("/")[0] ?? "") : undefined;
  if (name !== undefined && !variables.has(name) && !typeOf(type).properties.has(name))
    throw badFilter(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`);
  if (filter.kind === "not") assertKnown(filter.inner, type, variables);
  if (filter.kind === "any") assertKnown(filter.inner, type, new Set([...variables, filter.variable]));
}

/** A predicate that does what the filter says to entities of that type; names it does not have are refused. */
export function compileFilter(filter: Filter, type: string): (entity: object) => boolean {
  assertKnown(filter, type, new Set());
  const test = compile(filter);
  return (entity) => test({ ...entity });
}

/** One look into an index that, with its fellows, finds every entity that can match. */
interface IndexLookup {
  readonly property: string;
  readonly value: string;
  readonly prefix: boolean;
}

/** Lookups which together cover a filter; `undefined` when only a look at everything does. */
export function indexLookups(filter: Filter, indexed: ReadonlySet<string>): IndexLookup[] | undefined {
  switch (filter.kind) {
    case "or": {
      const [left, right] = [indexLookups(filter.left, indexed), indexLookups(filter.right, indexed)];
      return left && right ? [...left, ...right] : undefined;
    }
    case "and":
      return indexLookups(filter.left, indexed) ?? indexLookups(filter.right, indexed);
    case "in":
      return equalities(filter.path, filter.values, indexed);
    case "compare":
      return filter.operator === "eq" ? equalities(filter.path, [filter.value], indexed) : undefined;
    case "call":
      return filter.name === "startswith" && indexed.has(filter.path)
        ? [{ property: filter.path, value: filter.value.toLowerCase(), prefix: true }]
        : undefined;
    case "any":
      return anyLookups(filter, indexed);
    case "not":
      return undefined;
  }
}

/** `proxyAddresses/any(p:p eq 'smtp:…')` is a look into the index of the list. */
function anyLookups(
  filter: Filter & { kind: "any" },
  indexed: ReadonlySet<string>,
): IndexLookup[] | undefined {
  if (!indexed.has(filter.path)) return undefined;
  const inner = indexLookups(filter.inner, new Set([filter.variable]));
  return inner?.map((lookup) => ({ ...lookup, property: filter.path }));
}

function equalities(
  path: string,
  values: readonly unknown[],
  indexed: ReadonlySet<string>,
): IndexLookup[] | undefined {
  if (!indexed.has(path) || values.some((value) => typeof value !== "string")) return undefined;
  return values.map((value) => ({ property: path, value: String(value).toLowerCase(), prefix: false }));
}
