import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { resourceAt, type Segment } from "../model/resource-at";
import { isStructured, typeOf } from "../model/type-of";
import { type Call, noContent, type Operation, type Reply } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";

interface Node {
  readonly literals: Map<string, Node>;
  key?: { name: string; node: Node };
  readonly methods: Map<string, Operation>;
}

/** An operation, and the keys its path was called with. */
export interface Route {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

function node(): Node {
  return { literals: new Map(), methods: new Map() };
}

/** Finds operations by path and method. Built once; names are compared without regard to case, as Graph does. */
export class Router {
  readonly #root = node();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) this.#add(operation);
  }

  #add(operation: Operation): void {
    let at = this.#root;
    for (const part of operation.path.slice(1).split("/")) {
      const key = /^\{(.*)\}$/.exec(part)?.[1];
      at = key === undefined ? child(at, part.toLowerCase()) : keyChild(at, key, operation);
    }
    if (at.methods.has(operation.method))
      throw new Error(`Two operations are ${operation.method} ${operation.path}`);
    at.methods.set(operation.method, operation);
  }

  begins(name: string): boolean {
    return this.#root.literals.has(name.toLowerCase());
  }

  /** Refuses in OData's words: a segment that is not there, or a method that is not allowed. */
  find(method: string, segments: readonly Segment[]): Route {
    try {
      return this.#find(method, segments);
    } catch (refusal) {
      const path = method === "GET" ? propertyPath(segments) : undefined;
      if (!path) throw refusal;
      const { operation, params } = this.#find(method, path.of);
      return { operation: propertyOperation(operation, path), params };
    }
  }

  #find(method: string, segments: readonly Segment[]): Route {
    const params: Record<string, string> = {};
    let at = this.#root;
    for (const segment of segments) {
      const name = withoutNamespace(segment.text.toLowerCase());
      const literal = segment.isKey ? undefined : at.literals.get(name);
      // `$count` and the like are no keys: a list that cannot be counted has no such thing.
      const next = literal ?? (segment.isKey || !segment.text.startsWith("$") ? at.key?.node : undefined);
      if (!next) throw graphFaults.unknownSegment(segment.text);
      if (!literal && at.key) params[at.key.name] = segment.text;
      at = next;
    }
    const operation = at.methods.get(method);
    if (operation) return { operation, params };
    const last = segments.at(-1)?.text ?? "";
    throw at.methods.size > 0
      ? graphFaults.methodNotAllowed([...at.methods.keys()])
      : graphFaults.unknownSegment(last);
  }
}

function withoutNamespace(name: string): string {
  return name.includes("graph.") ? name.replace(/^(microsoft\.)?graph\./, "") : name;
}

function child(at: Node, name: string): Node {
  const found = at.literals.get(name) ?? node();
  at.literals.set(name, found);
  return found;
}

function keyChild(at: Node, name: string, operation: Operation): Node {
  at.key ??= { name, node: node() };
  if (at.key.name !== name) throw new Error(`${operation.path} calls {${at.key.name}} {${name}}`);
  return at.key.node;
}

interface PropertyPath {
  readonly of: readonly Segment[];
  readonly name: string;
  /** `/$value`: the value alone, as text. */
  readonly raw: boolean;
}

/** Reads `…/users/{id}/displayName` and `…/displayName/$value`; `undefined` where the model has no such property. */
function propertyPath(segments: readonly Segment[]): PropertyPath | undefined {
  const resource = resourceAt(segments);
  if (resource?.kind !== "value" && resource?.kind !== "complex" && resource?.kind !== "raw")
    return undefined;
  const raw = resource.kind === "raw";
  const end = segments.length - (raw ? 2 : 1);
  const of = segments.slice(0, end);
  const type = resourceAt(of)?.type ?? "";
  const wanted = segments[end]?.text.toLowerCase();
  const names = isStructured(type) ? [...typeOf(type).properties.keys()] : [];
  const name = names.find((one) => one.toLowerCase() === wanted);
  return name === undefined ? undefined : { of, name, raw };
}

function answer(context: string, value: JsonValue, raw: boolean): Reply {
  if (value === null) return noContent;
  if (raw) return { status: 200, text: { type: "text/plain", content: String(value) } };
  const body: JsonObject = isJsonObject(value) ? value : { value };
  return { status: 200, body: { "@odata.context": context, ...body } };
}

/** The operation that reads one property by way of the one that reads the whole. */
function propertyOperation(whole: Operation, { of, name, raw }: PropertyPath): Operation {
  const run = (call: Call): Reply => {
    const { body = {} } = whole.run(call.selecting(name));
    const set = String(body["@odata.context"]).split("#")[1] ?? "";
    // `users(mail)/$entity` is `users('amy@nhs.net')/mail` here; complex values have their path there already.
    const entity = set.replace(/(\([^']*\))?\/\$entity$/, `('${encodeURIComponent(of.at(-1)?.text ?? "")}')`);
    return answer(call.context(`${entity}/${name}`), body[name] ?? null, raw);
  };
  return { ...whole, run };
}
