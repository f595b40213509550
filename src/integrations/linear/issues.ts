import type { IssueTracker, Vocabulary } from '../contract.ts';
import { hasCode, ProviderError } from '../errors.ts';
import { createdIssue, type IssueAnswer, issueById, updatedIssue } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { changesSince } from './changed-since.ts';
import { CREATE_ISSUE, ISSUE_BY_ID, PAGE_SIZE, UPDATE_ISSUE } from './documents.ts';
import { inputFor, statusAndLabels } from './issue-input.ts';
import { IssueWords } from './issue-map.ts';
import { searchIssues } from './issue-search.ts';
import { issuePlaceInUrl } from './issue-url.ts';
import { homeTeam, isTeam } from './teams.ts';

/** Before an issue is there it has no state that means anything. */
const NOTHING = { state: { id: '', name: '', type: '' }, labels: [] };

/** The issues of the configured team, or of all that the key can see. What is archived or in the trash is gone. */
export function linearIssues(caller: LinearCaller, vocabulary: Vocabulary): IssueTracker {
  const words = new IssueWords(vocabulary);
  const { advice } = caller;
  const read = (answer: IssueAnswer) => words.read(answer);

  /** With all its labels, of which lists hold only some. */
  const byId = (id: string) => caller.ask(issueById, advice.issue, ISSUE_BY_ID, { id, labels: PAGE_SIZE });

  const complete = (found: IssueAnswer[]) =>
    Promise.all(found.map((issue) => (issue.hasMoreLabels ? byId(issue.id) : issue)));

  async function existing(id: string): Promise<IssueAnswer> {
    try {
      const answer = await byId(id);
      if (!answer.isGone) return answer;
    } catch (error) {
      if (hasCode(error, 'not_found')) await teamStillThere(caller);
      throw error;
    }
    const detail = `${id} is archived or in the trash`;
    throw new ProviderError('not_found', advice.issue.notFound, { detail });
  }

  return {
    async search(text, limit) {
      return (await searchIssues(caller, text, limit)).map(read);
    },

    async get(externalId) {
      return read(await existing(externalId));
    },

    async atUrl(url) {
      const wanted = issuePlaceInUrl(caller, url);
      if (!wanted) return undefined;
      const answer = await byId(wanted.identifier);
      // Another workspace may have an issue of that name too, and the URL may mean that one.
      const workspace = issuePlaceInUrl(caller, answer.url)?.workspace;
      const isOurs = workspace === wanted.workspace && isTeam(caller.team, answer.team);
      return isOurs && !answer.isGone ? read(answer) : undefined;
    },

    async create({ title, description, marker, priority, assignee, ...changes }) {
      const team = await homeTeam(caller);
      const { stateId, added } = await statusAndLabels(caller, words, { ...NOTHING, team }, changes);
      const input = {
        // Ours, so that the issue can be asked for by it after a crash, and is not made twice.
        id: marker,
        teamId: team.id,
        title,
        ...(description ? { description } : {}),
        ...(priority ? { priority: words.priority(priority) } : {}),
        ...(assignee ? { assigneeId: assignee } : {}),
        ...(stateId ? { stateId } : {}),
        ...(added.length > 0 ? { labelIds: added } : {}),
      };
      return read(await caller.ask(createdIssue, advice.issue, CREATE_ISSUE, { input, labels: PAGE_SIZE }));
    },

    async findByMarker({ marker }) {
      try {
        // Even one that was archived since: another with the same id could not be made.
        return read(await byId(marker));
      } catch (error) {
        if (hasCode(error, 'not_found')) return undefined;
        throw error;
      }
    },

    async update(externalId, changes) {
      const before = await existing(externalId);
      const input = await inputFor(caller, words, before, changes);
      if (Object.keys(input).length === 0) return read(before);
      const variables = { id: externalId, input, labels: PAGE_SIZE };
      return read(await caller.ask(updatedIssue, advice.issue, UPDATE_ISSUE, variables));
    },

    async *changedSince(cursor) {
      for await (const { found, cursor: next } of changesSince(caller, cursor)) {
        const present = found.filter(({ isGone }) => !isGone);
        yield { issues: (await complete(present)).map(read), cursor: next };
      }
    },
  };
}

/**
 * Linear says "not found" of what may not be seen as well. A key that lost its team must not make every linked issue
 * look deleted: then what is wrong with the team is told instead, as code `forbidden`.
 */
async function teamStillThere(caller: LinearCaller): Promise<void> {
  await homeTeam(caller);
}
