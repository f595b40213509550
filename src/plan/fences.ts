/**
 * Follows fenced code through Markdown line by line. Takes each line in turn and tells whether it belongs to a fence,
 * its first and last lines included.
 */
export function createFences(): { takes(line: string): boolean; leave(): void } {
  let open: string | undefined;
  return {
    takes(line) {
      if (open === undefined) {
        open = /^\s*(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
        return open !== undefined;
      }
      const close = /^\s*(`{3,}|~{3,})\s*$/.exec(line)?.[1];
      if (close?.startsWith(open)) open = undefined;
      return true;
    },
    leave() {
      open = undefined;
    },
  };
}
