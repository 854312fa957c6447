/** Something given to the sandbox by its operator (a seed, a setting, an admin request) that cannot be taken. */
export class InputError extends Error {}
