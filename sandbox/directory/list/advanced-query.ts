import type { Call } from "../../graph/call";
import type { Filter } from "../../odata/filter/filter";
import { GraphFault } from "../../odata/graph-fault";

/** The refusal of a query that the directory does not answer. */
export function unsupportedQuery(message: string): GraphFault {
  return new GraphFault(400, "Request_UnsupportedQuery", message);
}

/** Does the caller ask for the directory's second index, which knows more and is later? */
export function isEventual(call: Call): boolean {
  return (call.input.headers["consistencylevel"] ?? "").toLowerCase() === "eventual";
}

/** The operator of a filter that only the second index knows. */
function advancedOperator(filter: Filter): string | undefined {
  switch (filter.kind) {
    case "and":
    case "or":
      return advancedOperator(filter.left) ?? advancedOperator(filter.right);
    case "not":
      return "not";
    case "any":
      return advancedOperator(filter.inner);
    case "compare":
      return filter.operator === "ne" ? "ne" : undefined;
    case "call":
      return filter.name === "startswith" ? undefined : filter.name;
    default:
      return undefined;
  }
}

const mostAlternatives = 15;

/** How many values or clauses stand beside each other as alternatives. */
function alternatives(filter: Filter): number {
  switch (filter.kind) {
    case "or":
      return alternatives(filter.left) + alternatives(filter.right);
    case "and":
      return Math.max(alternatives(filter.left), alternatives(filter.right));
    case "in":
      return filter.values.length;
    case "not":
    case "any":
      return alternatives(filter.inner);
    default:
      return 1;
  }
}

/** Refuses what the directory cannot do at all, or not without `ConsistencyLevel: eventual` and `$count=true`. */
export function assertAnswerable(call: Call, filter: Filter | undefined): void {
  const { query } = call;
  if (query.has("$skip")) throw unsupportedQuery("'$skip' is not supported by the service.");
  const advanced = isEventual(call) && query.get("$count") === "true";
  const amount = filter ? alternatives(filter) : 0;
  if (amount > mostAlternatives) {
    throw unsupportedQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${amount}. Max allowed: ${mostAlternatives}.`,
    );
  }
  const operator = filter && advancedOperator(filter);
  if (operator === "contains") throw unsupportedQuery("Unsupported Query: filter function 'contains'.");
  if (operator !== undefined && !advanced) {
    throw unsupportedQuery(
      `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
    );
  }
  if (query.has("$search") && !isEventual(call)) {
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  if (query.has("$orderby") && (filter || query.has("$search")) && !advanced) {
    throw unsupportedQuery("Sorting not supported for current query.");
  }
}
