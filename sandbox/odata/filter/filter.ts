/** A value written in a filter. */
export type Literal = string | number | boolean | null;

/** A parsed `$filter`. Paths are joined by slashes; inside `any` they start at the range variable. */
export type Filter =
  | { readonly kind: "and" | "or"; readonly left: Filter; readonly right: Filter }
  | { readonly kind: "not"; readonly inner: Filter }
  | {
      readonly kind: "compare";
      readonly operator: "eq" | "ne" | "gt" | "ge" | "lt" | "le";
      readonly path: string;
      readonly value: Literal;
    }
  | { readonly kind: "in"; readonly path: string; readonly values: readonly Literal[] }
  | {
      readonly kind: "call";
      readonly name: "startswith" | "endswith" | "contains";
      readonly path: string;
      readonly value: string;
    }
  | { readonly kind: "any"; readonly path: string; readonly variable: string; readonly inner: Filter };
