// Latin letters that Unicode does not take apart into a plain letter and a mark. Frozen with the naming rule: a change
// here would give existing calendars another address.
const LETTERS: Readonly<Record<string, string>> = {
  Æ: "Ae",
  æ: "ae",
  Œ: "Oe",
  œ: "oe",
  Ø: "O",
  ø: "o",
  Ł: "L",
  ł: "l",
  Đ: "D",
  đ: "d",
  Ð: "D",
  ð: "d",
  Þ: "Th",
  þ: "th",
  ẞ: "Ss",
  ß: "ss",
  Ħ: "H",
  ħ: "h",
  ı: "i",
  Ŧ: "T",
  ŧ: "t",
};

/** The text in plain letters: `Siân` → `Sian`, `Ægir` → `Aegir`. Composed and decomposed text give the same. */
export function transliterate(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^ -~]/g, (letter) => LETTERS[letter] ?? letter);
}
