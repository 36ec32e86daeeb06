/** The embedded database cannot use the path of its data directory or of its programs. */
export class UnusablePathError extends Error {
  override readonly name = 'UnusablePathError';

  constructor(
    readonly path: 'data directory' | 'program',
    /** What the path must be, as the end of a sentence. */
    readonly requirement: string,
    options?: ErrorOptions,
  ) {
    super(`The ${path} ${requirement}`, options);
  }
}
