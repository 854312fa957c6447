/** A body that does not fit the model. How the service words it depends on the workload behind the resource. */
export class InvalidBodyError extends Error {}
