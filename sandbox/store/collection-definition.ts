/** How entities of one kind are kept. Declared beside the resource that owns them; its table is made on first use. */
export interface CollectionDefinition<T extends object> {
  readonly name: string;
  /** The key under which an entity is found; compare case-insensitively by lower-casing here. */
  readonly key: (entity: T) => string;
  /** Values by which entities are looked up; each may have none, one or several. */
  readonly indexes?: Readonly<Record<string, (entity: T) => readonly string[]>>;
}

/** Declares a collection; only there for the inference of its type. */
export function defineCollection<T extends object>(
  definition: CollectionDefinition<T>,
): CollectionDefinition<T> {
  return definition;
}
