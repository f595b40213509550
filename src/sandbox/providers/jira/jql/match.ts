import { findProject } from '../account.ts';
import { readJqlTime } from '../time.ts';
import { STATUSES } from '../workflow.ts';
import { type Issue, keyOf } from '../world.ts';
import { type Clause, type Order, parseJql } from './parse.ts';
import { textMatcher } from './text.ts';
import { JqlError } from './tokens.ts';

type Matches = (issue: Issue) => boolean;

/** What a query finds, in its order. Throws `JqlError` for one that Jira would not take. */
export function searchByJql(jql: string, issues: readonly Issue[]): Issue[] {
  const { clauses, order } = parseJql(jql);
  if (clauses.length === 0) {
    throw new JqlError(
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  const matchers = clauses.map(matcherOf);
  const compare = comparison(order);
  return issues.filter((issue) => matchers.every((matches) => matches(issue))).toSorted(compare);
}

/** Which issues a webhook's filter lets through; an empty one all. Throws `JqlError` for one that Jira would not take. */
export function issueFilter(jql: string): Matches {
  const matchers = parseJql(jql).clauses.map(matcherOf);
  return (issue) => matchers.every((matches) => matches(issue));
}

function matcherOf(clause: Clause): Matches {
  const { field, operator, value } = clause;
  switch (field) {
    case 'project': {
      const project = findProject(value);
      if (!project) throw noValue(clause);
      return equality(clause, ({ projectKey }) => projectKey === project.key);
    }
    case 'status': {
      const status = STATUSES.find(({ name }) => name.toLowerCase() === value.toLowerCase());
      if (!status) throw noValue(clause);
      return equality(clause, ({ statusId }) => statusId === status.id);
    }
    case 'key':
    case 'issuekey':
      return equality(clause, (issue) => keyOf(issue) === value.toUpperCase());
    case 'labels':
      return equality(clause, ({ labels }) => labels.includes(value));
    case 'summary': {
      if (operator !== '~') throw noOperator(clause);
      const matches = textMatcher(value, field);
      return ({ summary }) => matches(summary);
    }
    case 'created':
      return timeMatcher(clause, ({ createdAt }) => createdAt);
    case 'updated':
      return timeMatcher(clause, ({ updatedAt }) => updatedAt);
    default:
      throw new JqlError(`Field '${field}' does not exist or you do not have permission to view it.`);
  }
}

function equality(clause: Clause, isEqual: Matches): Matches {
  if (clause.operator === '=') return isEqual;
  if (clause.operator === '!=') return (issue) => !isEqual(issue);
  throw noOperator(clause);
}

function timeMatcher(clause: Clause, timeOf: (issue: Issue) => number): Matches {
  const { field, operator, value } = clause;
  const limit = readJqlTime(value);
  if (limit === undefined) {
    throw new JqlError(
      `Date value '${value}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd'.`,
    );
  }
  const holds: Readonly<Record<string, (time: number) => boolean>> = {
    '>=': (time) => time >= limit,
    '>': (time) => time > limit,
    '<=': (time) => time <= limit,
    '<': (time) => time < limit,
  };
  const compare = holds[operator];
  if (!compare) throw noOperator(clause);
  return (issue) => compare(timeOf(issue));
}

/** Without an order the latest made go first; among equals they do, too. */
function comparison(order: Order | undefined): (a: Issue, b: Issue) => number {
  const { field, descending } = order ?? { field: 'created', descending: true };
  const place = PLACES[field];
  if (!place) throw new JqlError(`Not able to sort using field '${field}'.`);
  const sign = descending ? -1 : 1;
  return (a, b) => sign * (place(a) - place(b)) || Number(b.id) - Number(a.id);
}

const PLACES: Readonly<Record<string, (issue: Issue) => number>> = {
  updated: ({ updatedAt }) => updatedAt,
  created: ({ createdAt }) => createdAt,
  key: ({ number }) => number,
};

function noValue({ field, value }: Clause): JqlError {
  return new JqlError(`The value '${value}' does not exist for the field '${field}'.`);
}

function noOperator({ field, operator }: Clause): JqlError {
  return new JqlError(`The operator '${operator}' is not supported by the '${field}' field.`);
}
