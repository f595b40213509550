/**
 * What is wrong with a file of ours: `corrupt` (damaged or unreadable content), `foreign` (a file of some other
 * program), `newer` (written by a later BuildRunner), `unusable` (the operating system refuses), `invalid` (a
 * change that would break the document: nothing was written).
 */
export type StoreErrorCode = 'corrupt' | 'foreign' | 'newer' | 'unusable' | 'invalid';

/** The database or the settings cannot be used. The message names the file, the problem and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly file: string;
  /** A sentence a person can act on. */
  readonly advice: string;

  constructor(code: StoreErrorCode, file: string, problem: string, advice: string, cause?: unknown) {
    super(`${file}: ${problem} ${advice}`, { cause });
    this.code = code;
    this.file = file;
    this.advice = advice;
  }
}
