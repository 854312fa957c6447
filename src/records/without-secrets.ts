import { hideTokens } from "../problem/hide-tokens";

/** Where Graph keeps patients: never written anywhere, whatever somebody hands over. */
const PATIENTS: ReadonlySet<string> = new Set(["appointments", "calendarView", "customers"]);

/** What a record may hold: texts without tokens, and nothing of patients. Applied when a record is written. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return hideTokens(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !PATIENTS.has(key))
      .map(([key, inner]) => [key, withoutSecrets(inner)]),
  );
}
