import type { AuditFilter } from '../../governance/audit-queries.ts';
import { auditPageMessage } from '../cards/audit-page.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';
import { GrammarError } from './grammar.ts';

/** Few enough that a page shows them all. */
export const AUDIT_PAGE = 15;

/** `/buildrunner audit [--since 2026-11-24] [--actor @ada] [--action preview.]` */
export function auditCommand({ auditLog }: Pick<Rooms, 'auditLog'>): Command {
  return {
    name: 'audit',
    usage: '[--since date] [--actor @person] [--action name]',
    summary: 'who did what: actions, denials, settings, calls to vendors',
    examples: ['audit', 'audit --since 2026-11-24 --action preview.', 'audit --action policy.denied'],
    options: { since: 'value', actor: 'value', action: 'value' },
    needs: 'audit.read',
    async run({ actor, words: [word], options, say }) {
      if (word !== undefined) throw new GrammarError(`“${word}” stands there without an option before it.`);
      const filter = filterOf(options);
      const page = await auditLog.list(actor, filter, AUDIT_PAGE);
      await say(
        page.events.length > 0 ? auditPageMessage(page, filter) : 'The audit log holds no such event.',
      );
    },
  };
}

function filterOf({ since, actor, action }: Readonly<Record<string, string>>): AuditFilter {
  return {
    ...(since !== undefined && { since: timeOf(since) }),
    ...(actor !== undefined && { actor: actorOf(actor) }),
    ...(action !== undefined && { action: actionOf(action) }),
  };
}

function timeOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString();
  throw new GrammarError('`--since` takes a date, like 2026-11-24.');
}

/** As Slack writes a mention, as a bare id, or one of those who are no person: `system`, `webhook:vercel`. */
function actorOf(text: string): string {
  const [, id] = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(text) ?? [];
  if (id !== undefined) return id;
  if (/^[\w:-]{1,64}$/.test(text)) return text;
  throw new GrammarError('`--actor` takes a person picked from Slack’s list, a user id, or `system`.');
}

function actionOf(text: string): string {
  if (/^[\w.]{1,64}$/.test(text)) return text;
  throw new GrammarError('`--action` takes what an action begins with, like `preview.` or `policy.denied`.');
}
