/** One resource as the tenant stack asks the engine for it. */
export interface Declared {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly provider: string;
  readonly protect: boolean;
}

/** What a run of the tenant stack asks of the engine. */
export interface Run {
  /** Why the program refused, if it did. */
  readonly refusal?: string;
  /** Sorted by URN. */
  readonly resources: readonly Declared[];
  /** What was looked up: function, arguments and provider. */
  readonly lookUps: readonly {
    readonly token: string;
    readonly inputs: unknown;
    readonly provider: string;
  }[];
  readonly outputs?: unknown;
}

/** `DirectoryRoleAssignment` of the plugin's types; our own groups as they are: `nhsmail:tenant:Organisation`. */
export function shortType({ type }: Declared): string {
  return type.startsWith("azuread:") ? (type.split(":").at(-1) ?? type) : type;
}

/** The resources of one type. */
export function ofType({ resources }: Run, type: string): readonly Declared[] {
  return resources.filter((resource) => shortType(resource) === type);
}
