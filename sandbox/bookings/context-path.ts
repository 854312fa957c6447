/** The part of `@odata.context` that stands for something beneath a calendar. */
export function contextPath(business: string, ...below: string[]): string {
  const steps = [`solutions/bookingBusinesses('${encodeURIComponent(business)}')`, ...below];
  return steps.join("/");
}
