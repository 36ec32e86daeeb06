/** The folder given for the embedded database cannot be used; the message says why. */
export class UnusableDataDirError extends Error {
  override readonly name = 'UnusableDataDirError';
}
