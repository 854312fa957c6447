/** `1 calendar`, `3 calendars`, `no viewers`; irregular plurals are given. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  if (count === 0) return `no ${plural}`;
  return `${count} ${count === 1 ? singular : plural}`;
}
