import { currentTrace } from '../security/trace.ts';
import type { Audit, AuditEntry } from './audit.ts';

/** An audit whose entries carry the delivery they go back to; `onEntry` is told of each as it is written. */
export function observedAudit(audit: Audit, onEntry: (entry: AuditEntry) => void): Audit {
  return {
    record(executor, ...entries) {
      const trace = currentTrace();
      const traced = entries.map((entry) => ({ ...entry, payload: { ...trace, ...entry.payload } }));
      for (const entry of traced) onEntry(entry);
      return audit.record(executor, ...traced);
    },
  };
}
