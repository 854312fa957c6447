/** One kind of attack or accident, what must hold under it, and as many cases of it as one wants. */
export interface HostileClass {
  readonly name: string;
  readonly invariant: string;
  /** Every case, always in the same order. */
  cases(): Iterable<HostileCase> | AsyncIterable<HostileCase>;
}

/** One case: what is wrong after it, or nothing. */
export interface HostileCase {
  readonly name: string;
  run(): string | undefined | Promise<string | undefined>;
}

/** Every `step`-th case, so that a slice has some of each part of a class. */
export async function* every<T>(step: number, cases: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  let index = 0;
  for await (const one of cases) {
    if (index % step === 0) yield one;
    index += 1;
  }
}

/** What went wrong in some cases. */
export interface Campaign {
  readonly count: number;
  readonly findings: readonly string[];
}

/** Runs cases one after the other. What they throw is a finding. */
export async function runCases({ name }: HostileClass, cases: AsyncIterable<HostileCase>): Promise<Campaign> {
  const findings: string[] = [];
  let count = 0;
  for await (const one of cases) {
    count += 1;
    const found = await Promise.resolve()
      .then(() => one.run())
      .catch(
        (error: unknown) => `it threw ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      );
    if (found !== undefined) findings.push(`${name}: ${one.name}: ${found}`);
  }
  return { count, findings };
}
