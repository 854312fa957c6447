import { graphFaults } from "../odata/faults-of-graph";
import type { Segment } from "../odata/parse-path";
import type { Operation } from "./operation";
import { propertyOperation, propertyPath } from "./property-route";

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

  /** Does any path begin with that name? */
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
