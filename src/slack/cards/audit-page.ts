import type { AuditFilter, AuditPage } from '../../governance/audit-queries.ts';
import { actions, button, context, lineSections } from '../blocks.ts';
import { code, counted, slackTime } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** A page of the audit log, with a button that leads to what is older. */
export function auditPageMessage({ events, next }: AuditPage, filter: AuditFilter): Rendered {
  const older = { ...filter, cursor: next };
  return {
    text: `${counted(events.length, 'audit event')}, the newest first.`,
    blocks: [
      ...lineSections(events.map(eventLine)),
      ...(next === undefined
        ? [context('There is nothing older.')]
        : [actions([button('audit:older', 'Older', { value: JSON.stringify(older) })])]),
    ],
  };
}

/** No mention of the person: whoever reads the log must not ping everyone in it. */
function eventLine({ created_at: at, actor, action, payload }: AuditPage['events'][number]): string {
  const facts = payload === '{}' ? '' : `\n${code(factsIn(payload))}`;
  return `${slackTime(at)} · ${code(actor)} · *${code(action)}*${facts}`;
}

/** `branch: main, attempt: 1`; the text as it is where it is not what we write. */
function factsIn(payload: string): string {
  try {
    const facts = Object.entries(JSON.parse(payload) as Record<string, unknown>);
    return facts
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', ');
  } catch {
    return payload;
  }
}
