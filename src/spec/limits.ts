/** Bounds on what is read. Generous for specs, tight for attacks: the parser's time grows with each of them. */
export const limits = {
  files: 50_000,
  /** A policy of 5,000 users takes 200 kB; the slowest input of this size that we know takes the parser two seconds. */
  bytes: 256 * 1024,
  /** A file that takes longer is slow: the largest policy takes a tenth of it. */
  slowFileMs: 500,
  /** So long for all slow files together. */
  slowSeconds: 10,
  lineLength: 2_000,
  /** The deepest field of a schema is four deep. */
  depth: 20,
  /** Problems told of one file before the rest is only counted. */
  problems: 50,
} as const;
