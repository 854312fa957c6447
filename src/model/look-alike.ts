// Letters of other writings that look like a plain one: the usual means of making one address pass for another.
const GROUPS: readonly (readonly [string, string])[] = [
  ["a", "аɑα"],
  ["A", "АΑᎪ"],
  ["b", "Ьƅ"],
  ["B", "ВΒᏴ"],
  ["c", "сϲ"],
  ["C", "СϹᏟ"],
  ["d", "ԁ"],
  ["e", "еҽ"],
  ["E", "ЕΕᎬ"],
  ["g", "ɡց"],
  ["h", "һհ"],
  ["H", "НΗᎻ"],
  ["i", "іι"],
  ["I", "ІΙӀ"],
  ["j", "јϳ"],
  ["J", "ЈᎫ"],
  ["k", "кκ"],
  ["K", "КΚᏦ"],
  ["l", "ӏ|ⅼ"],
  ["M", "МΜᎷ"],
  ["n", "ո"],
  ["N", "Ν"],
  ["o", "оοօ"],
  ["O", "ОΟՕ"],
  ["p", "рρ"],
  ["P", "РΡᏢ"],
  ["q", "ԛ"],
  ["r", "г"],
  ["s", "ѕ"],
  ["S", "ЅՏᏚ"],
  ["T", "ТΤᎢ"],
  ["u", "υս"],
  ["v", "νѵ"],
  ["V", "ѴᏙ"],
  ["w", "ԝա"],
  ["x", "хχ"],
  ["X", "ХΧ"],
  ["y", "уγ"],
  ["Y", "УΥ"],
  ["Z", "ΖᏃ"],
  ["-", "‐‑‒–—−"],
  ["'", "ʼ′`´"],
  [".", "․"],
  ["@", "＠"],
];

const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap(([plain, others]) => [...others].map((other) => [other, plain] as const)),
);

/** The plain character that this one could be taken for. */
export function lookAlike(character: string): string | undefined {
  const known = LOOKS_LIKE.get(character);
  if (known !== undefined) return known;
  const compatible = character.normalize("NFKC");
  return compatible !== character && /^[ -~]+$/.test(compatible) ? compatible : undefined;
}
