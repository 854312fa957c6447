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
