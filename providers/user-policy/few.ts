/** People are listed up to here; more of the same is no news. */
const MOST_SENTENCES = 25;

/** Not more sentences than somebody reads. */
export function few(sentences: readonly string[]): string[] {
  const rest = sentences.length - MOST_SENTENCES;
  return rest > 0 ? [...sentences.slice(0, MOST_SENTENCES), `… and ${rest} more.`] : [...sentences];
}
