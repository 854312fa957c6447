import type { RecordedUser } from "../engine/run-result";

/** For how many people of a policy the directory is done, at it, or could not do it. */
export function licenceCounts(users: readonly RecordedUser[]): {
  processed: number;
  inProgress: number;
  failed: number;
} {
  const count = (state: RecordedUser["licence"]): number =>
    users.filter(({ licence }) => licence === state).length;
  return { processed: count("processed"), inProgress: count("in-progress"), failed: count("failed") };
}
