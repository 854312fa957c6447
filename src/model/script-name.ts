const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Cyrillic}/u, "Cyrillic"],
  [/\p{Script=Greek}/u, "Greek"],
  [/\p{Script=Armenian}/u, "Armenian"],
  [/\p{Script=Cherokee}/u, "Cherokee"],
  [/\p{Script=Hebrew}/u, "Hebrew"],
  [/\p{Script=Arabic}/u, "Arabic"],
  [/\p{Script=Han}/u, "Chinese"],
  [/\p{Emoji_Presentation}/u, "picture"],
];

/** Which writing a letter comes from, where it is one that is likely to be met. */
export function scriptName(character: string): string | undefined {
  return SCRIPTS.find(([script]) => script.test(character))?.[1];
}
