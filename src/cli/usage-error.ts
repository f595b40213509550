/** The process was started in a way that cannot work. The message is for whoever started it, with the mend. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
