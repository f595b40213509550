/** A backup that cannot be made or put back. The message names the file and what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
