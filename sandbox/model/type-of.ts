import { complexTypes } from "./generated/complex-types";
import { entityTypes } from "./generated/entity-types";
import { type Property, parseProperty } from "./property";

/** A Graph type with what it inherits. */
export interface GraphType {
  readonly name: string;
  readonly base: string | undefined;
  readonly open: boolean;
  /** Own and inherited properties, `id` first. */
  readonly properties: ReadonlyMap<string, Property>;
}

const known = new Map<string, GraphType>();

function build(name: string): GraphType {
  const shape = entityTypes[name] ?? complexTypes[name];
  if (!shape) throw new Error(`The model has no type ${name}.`);
  const inherited = shape.base ? typeOf(shape.base).properties : new Map<string, Property>();
  const own = Object.entries(shape.properties).map(([key, text]) => [key, parseProperty(key, text)] as const);
  return {
    name,
    base: shape.base,
    open: shape.open === true,
    properties: new Map([...inherited, ...own]),
  };
}

/** The type of that name; throws for a name that the model does not have. */
export function typeOf(name: string): GraphType {
  const found = known.get(name);
  if (found) return found;
  const built = build(name);
  known.set(name, built);
  return built;
}

/** Is there an entity or complex type of that name? */
export function isStructured(name: string): boolean {
  return name in entityTypes || name in complexTypes;
}
