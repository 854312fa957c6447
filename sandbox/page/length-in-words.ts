/** `PT1H30M` as `1 h 30 min`; other lengths stay as they are written. */
export function lengthInWords(duration: string): string {
  const [, hours, minutes] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  const parts = [hours && `${hours} h`, minutes && `${minutes} min`].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" ") : duration;
}
