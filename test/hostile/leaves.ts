/** A value in which one text, wherever it stands, is another one; with the place. One after the other for every text. */
export function* withEachText<T>(
  value: T,
  other: (text: string) => unknown,
  place = "",
): Generator<{ readonly place: string; readonly value: T }> {
  if (typeof value === "string") {
    yield { place, value: other(value) as T };
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries())
      for (const one of withEachText(inner as unknown, other, `${place}/${index}`))
        yield { place: one.place, value: value.with(index, one.value) as T };
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value))
    for (const one of withEachText(inner as unknown, other, `${place}/${key}`))
      yield { place: one.place, value: { ...value, [key]: one.value } };
  for (const key of Object.keys(value).filter((name) => /[@.]/.test(name))) {
    const { [key]: inner, ...rest } = value as Record<string, unknown>;
    yield { place: `${place}/${key} (its name)`, value: { ...rest, [String(other(key))]: inner } as T };
  }
}

/** The same for every list and every group of values, in which whatever stands there is another value. */
export function* withEachPart<T>(
  value: T,
  other: () => unknown,
  place = "",
): Generator<{ readonly place: string; readonly value: T }> {
  if (typeof value !== "object" || value === null) return;
  yield { place, value: other() as T };
  for (const [key, inner] of Object.entries(value) as [keyof T & string, T[keyof T]][])
    for (const one of withEachPart(inner, other, `${place}/${key}`)) {
      const whole = Array.isArray(value)
        ? value.with(Number(key), one.value)
        : { ...value, [key]: one.value };
      yield { place: one.place, value: whole as T };
    }
}
