/** A build log after a real tool's format, and the line that says why the build failed. */
export interface Sample {
  tool: string;
  log: string;
  /** The first line of the excerpt. */
  starts: string;
  /** What a reader needs besides. */
  shows: string[];
  /** What only comes because of the error, or before it. */
  hides: string[];
}
