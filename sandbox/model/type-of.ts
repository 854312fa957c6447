import { complexTypes } from "./generated/complex-types";
import { entityTypes } from "./generated/entity-types";

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

const objects = ["user", "group", "administrativeUnit"];

const spelled = new Map<string, ReadonlyMap<string, string>>();

/** Property names of a type by their lower case; of directory objects, those of every kind that the sandbox has. */
export function propertyNames(type: string): ReadonlyMap<string, string> {
  const known = spelled.get(type);
  if (known) return known;
  const types = type === "directoryObject" ? objects : [type].filter(isStructured);
  const names = types.flatMap((one) => [...typeOf(one).properties.keys()]);
  const made = new Map(names.map((name) => [name.toLowerCase(), name]));
  spelled.set(type, made);
  return made;
}

/** Is there an entity or complex type of that name? */
export function isStructured(name: string): boolean {
  return name in entityTypes || name in complexTypes;
}

/** One property of a Graph type, read from its compact text. */
export interface Property {
  readonly name: string;
  /** Type without `Edm.` and without the collection: `String`, `bookingWorkHours`. */
  readonly type: string;
  readonly collection: boolean;
  readonly nullable: boolean;
  readonly computed: boolean;
  readonly immutable: boolean;
}

/** Reads `"bookingWorkHours[]! computed"`. */
export function parseProperty(name: string, text: string): Property {
  const [shape = "", ...marks] = text.split(" ");
  const required = shape.endsWith("!");
  const bare = required ? shape.slice(0, -1) : shape;
  return {
    name,
    type: bare.replace("[]", ""),
    collection: bare.endsWith("[]"),
    nullable: !required,
    computed: marks.includes("computed"),
    immutable: marks.includes("immutable"),
  };
}
