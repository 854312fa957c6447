import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { codePoint } from "../problem/code-point";
import { type Problem, type ProblemArgs, type ProblemCode, problem } from "../problem/problem";
import { hiddenCharacter } from "./hidden-character";
import { limits } from "./limits";
import type { LinePlaces } from "./line-places";
import { cutByComment } from "./slips";

/** Plain data made of YAML: text, lists and mappings. */
export type PlainValue = string | PlainValue[] | { [field: string]: PlainValue };

/** Makes plain data of a parsed node and collects what specs may not hold: tags, aliases, duplicate and odd keys. */
export class PlainValues {
  readonly problems: Problem[] = [];
  readonly #places: LinePlaces;
  readonly #source: string;

  constructor(places: LinePlaces, source: string) {
    this.#places = places;
    this.#source = source;
  }

  /** The plain value of a node. */
  of(node: Node | null, depth = 0): PlainValue {
    if (node === null) return "";
    if (depth > limits.depth) {
      this.#tell("nested-too-deeply", { limit: limits.depth }, node);
      return "";
    }
    if (isAlias(node)) {
      this.#tell("yaml-alias", { alias: `*${node.source}` }, node);
      return "";
    }
    this.#checkProperties(node as ParsedNode);
    if (isScalar(node)) return this.#text(node);
    if (isSeq(node)) return this.#list(node, depth);
    return isMap(node) ? this.#mapping(node, depth) : "";
  }

  #list(node: YAMLSeq, depth: number): PlainValue[] {
    return node.items.map((item) => this.of(item as Node | null, depth + 1));
  }

  #mapping(node: YAMLMap, depth: number): PlainValue {
    const value: { [field: string]: PlainValue } = {};
    const keys = new Map<string, Node>();
    for (const pair of node.items) {
      const key = this.#key(pair.key as Node | null, node);
      if (key === undefined) continue;
      const first = keys.get(key);
      if (first) this.#tell("duplicate-field", { field: key }, pair.key as Node, first);
      else keys.set(key, pair.key as Node);
      this.#checkComment(key, pair.value as Node | null);
      const field = this.of(pair.value as Node | null, depth + 1);
      // Assigning `__proto__` would change what the object is; defining it makes it the unknown field that it is.
      if (key === "__proto__")
        Object.defineProperty(value, key, { value: field, enumerable: true, configurable: true });
      else value[key] = field;
    }
    return value;
  }

  #checkComment(field: string, node: Node | null): void {
    if (!isScalar(node) || node.type !== "PLAIN" || !node.range) return;
    const [, to] = node.range;
    const cut = cutByComment(
      field,
      node.source ?? "",
      this.#source.slice(to, to + limits.lineLength),
      to,
      this.#places,
    );
    if (cut) this.problems.push(cut);
  }

  #key(key: Node | null, parent: Node): string | undefined {
    if (!isScalar(key)) {
      this.#tell("field-name-not-text", {}, key ?? parent);
      return undefined;
    }
    this.#checkProperties(key as ParsedNode);
    const text = this.#text(key);
    if (text === "") this.#tell("field-name-not-text", {}, key);
    return text === "" ? undefined : text;
  }

  #text(node: Scalar): string {
    const text = typeof node.value === "string" ? node.value : (node.source ?? "");
    if (node.type === "QUOTE_DOUBLE") this.#checkEscapes(text, node);
    return text;
  }

  // What was typed plainly was looked at when the file was decoded; here are those written as \u202e.
  #checkEscapes(text: string, node: Scalar): void {
    const hidden = hiddenCharacter(text);
    const source = node.range ? node.range[1] - node.range[0] : 0;
    if (hidden && source > text.length + 2)
      this.#tell("hidden-character", { codePoint: hidden.codePoint, name: hidden.name }, node);
    const control = /(?![\t\n])[\p{Cc}\p{Cs}]/u.exec(text);
    if (control) this.#tell("control-character", { codePoint: codePoint(control[0]) }, node);
  }

  #checkProperties(node: ParsedNode): void {
    if (node.tag !== undefined) this.#tell("yaml-tag", { tag: node.tag }, node);
    if (!isAlias(node) && node.anchor !== undefined)
      this.#tell("yaml-alias", { alias: `&${node.anchor}` }, node);
  }

  #tell<C extends ProblemCode>(code: C, args: ProblemArgs<C>, node: Node, other?: Node): void {
    const [from, to] = node.range ?? [0, 0];
    const also = other?.range ? [this.#places.place(other.range[0], other.range[1])] : [];
    this.problems.push(problem(code, args, this.#places.place(from, to), also));
  }
}
