import { defineCollection } from "../store/collection-definition";

/** Licences of a group that the directory has yet to give to, or take from, its members. */
export interface LicenceJob {
  readonly id: string;
  readonly group: string;
  /** Object ids of the users it is about; absent: all that the group has or had. */
  readonly users?: readonly string[];
  /** Milliseconds: until then it waits, */
  readonly startsAt: number;
  /** and then it is done. */
  readonly due: number;
}

/** Work on licences that is not done yet. */
export const licenceJobs = defineCollection<LicenceJob>({
  name: "licence_jobs",
  key: (job) => job.id,
  indexes: { group: (job) => [job.group] },
});
