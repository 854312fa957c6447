/** Template tag for paths of Graph: every value is percent-encoded, so that no address can change the path. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.reduce((text, part, i) => text + encodeURIComponent(values[i - 1] ?? "") + part);
}
