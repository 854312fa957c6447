import { isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Place } from "../problem/place";
import { LinePlaces } from "./line-places";
import { parseDocument } from "./parse-document";
import type { PlaceOf } from "./spec-document";
import { pointerSteps } from "./value-at";

interface Tree {
  readonly root: Node | null;
  readonly places: LinePlaces;
}

/**
 * Where things stand in a file. The text is parsed again when the first place is asked for: this costs a file with
 * problems a second parse, and costs the thousands without problems nothing. The tree is kept for further places, but
 * only as long as there is room: a run over many organisations would hold those of all.
 */
export function positions(file: string, text: string): PlaceOf {
  let kept: WeakRef<Tree> | undefined;
  return (pointer, part = "value") => {
    const known = kept?.deref();
    const tree = known ?? { root: parseDocument(text).contents, places: new LinePlaces(file, text) };
    if (!known) kept = new WeakRef(tree);
    return find(tree.root, tree.places, pointer, part);
  };
}

function find(root: Node | null, places: LinePlaces, pointer: string, part: "key" | "value"): Place {
  const steps = pointerSteps(pointer);
  let [key, value] = [firstKey(root), root];
  let whole = steps.length > 0;
  for (const step of steps) {
    const next = child(value, step);
    if (!next) {
      whole = false;
      break;
    }
    [key, value] = [next.key ?? key, next.value];
  }
  const node = part === "value" && whole && !isEmpty(value) ? value : (key ?? value);
  const [from, to] = node?.range ?? [0, undefined];
  return places.place(from, to, pointer);
}

function child(node: Node | null, step: string): { key?: Node; value: Node | null } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item && { value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step) as
    | Pair<Node, Node>
    | undefined;
  return pair && { key: pair.key, value: pair.value };
}

function firstKey(node: Node | null): Node | undefined {
  return isMap(node) ? (node.items[0]?.key as Node | undefined) : undefined;
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === "" && node.type === "PLAIN");
}
