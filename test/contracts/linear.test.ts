import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as documents from '../../src/integrations/linear/documents.ts';
import { data, issue, label, labels, MARKER, page, STATES, WORLD } from '../integrations/linear/answers.ts';
import { connect, type Linear, type Sent, startLinear } from '../integrations/linear/vendor.ts';

const path = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'graphql/linear.graphql');
const absent = existsSync(path) ? '' : ` (skipped: no ${path}; set CONTRACTS_DIR)`;
const URL = 'https://buildrunner.acme.example/api/webhooks/linear';

const DOCUMENTS = Object.entries(documents).flatMap(([name, value]) =>
  typeof value === 'string' ? [{ name, query: value }] : [],
);

/** What the schema says against a request: its document, and what its variables are. */
function violations(schema: GraphQLSchema, { operation, query, variables }: Sent): string[] {
  const document = parse(query);
  const wrong = validate(schema, document).map(({ message }) => message);
  const [definition] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [`${operation}: no operation`];
  const known = new Set(definition.variableDefinitions?.map(({ variable }) => variable.name.value));
  const surplus = Object.keys(variables).filter((name) => !known.has(name));
  const { errors = [] } = getVariableValues(schema, definition.variableDefinitions ?? [], variables);
  return [
    ...wrong,
    ...errors.map(({ message }) => message),
    ...surplus.map((name) => `the variable $${name} is not declared`),
  ].map((problem) => `${operation}: ${problem}`);
}

describe.skipIf(absent)(`requests against Linear's schema${absent}`, () => {
  let schema: GraphQLSchema;
  let linear: Linear;

  beforeAll(async () => {
    schema = buildSchema(readFileSync(path, 'utf8'));
    linear = await startLinear(replies());
    await sendEverything(linear);
  });

  afterAll(async () => {
    await linear[Symbol.asyncDispose]();
  });

  test('none is wrong', () => {
    expect(linear.sent().flatMap((sent) => violations(schema, sent))).toEqual([]);
  });

  test.each(DOCUMENTS)('$name is used and fits the schema', ({ query }) => {
    expect(validate(schema, parse(query))).toEqual([]);
    expect(linear.sent().map((sent) => sent.query)).toContain(query);
  });

  test('no deprecated or internal field is used', () => {
    const source = readFileSync(path, 'utf8');
    const internal = [...source.matchAll(/\[INTERNAL\][\s\S]*?"""\s*(\w+)/gi)].map(([, name]) => name);
    expect(internal).toContain('sort');
    for (const { query } of DOCUMENTS) expect(query).not.toMatch(/\bsort:/);
  });

  test('a wrong one would be found', () => {
    const sent = (operation: string) => linear.sent().find((one) => one.operation === operation)!;
    const create = sent('CreateIssue');
    const changes = sent('ChangedIssues');
    const wrong: Sent[] = [
      { ...create, variables: { ...create.variables, input: { title: 'no team' } } },
      { ...create, variables: { ...create.variables, input: { teamId: 't', title: 'x', state: 'Done' } } },
      { ...create, variables: { ...create.variables, more: 1 } },
      { ...changes, variables: { ...changes.variables, filter: { updatedAt: { after: 'x' } } } },
      { ...changes, variables: { ...changes.variables, first: 'all' } },
      { ...changes, query: changes.query.replace('identifier', 'identifier key') },
      { ...changes, query: changes.query.replace('orderBy: updatedAt', 'orderBy: oldest') },
    ];
    for (const request of wrong) expect(violations(schema, request), request.query).not.toEqual([]);
  });
});

function replies(): Parameters<typeof startLinear>[0] {
  const settled = issue({ labels: labels('bug', 'Blocked') });
  return {
    ...WORLD,
    IssueById: data({ issue: settled }),
    MatchingIssues: data({ issues: { nodes: [settled] } }),
    ChangedIssues: [
      data({ issues: page([issue()], 'c1') }),
      data({ issues: page([issue({ id: 'issue-2' })]) }),
      data({ issues: page([]) }),
    ],
    CreateIssue: data({ issueCreate: { success: true, issue: settled } }),
    UpdateIssue: data({ issueUpdate: { success: true, issue: settled } }),
    CreateLabel: data({ issueLabelCreate: { success: true, issueLabel: label('fresh') } }),
    Labels: data({ issueLabels: { nodes: [{ ...label('Blocked'), retiredAt: null }] } }),
    Webhooks: [
      data({ webhooks: page([], 'c1') }),
      data({ webhooks: page([{ id: 'old', url: URL, allPublicTeams: true }]) }),
    ],
  };
}

/** Every method of the adapter, each way it can go. */
async function sendEverything(linear: Linear): Promise<void> {
  const all = await connect(linear);
  const team = await connect(linear, { values: { team_id: 'ENG' } });
  const byId = await connect(linear, { values: { team_id: '9e383f51-2629-4f19-97ff-451cc2f0a0ad' } });
  await all.test();
  await team.test();
  for (const { issues } of [all, team, byId]) {
    for (const text of ['log form', 'ENG-12', '12', '']) await issues.search(text, 10);
    await issues.get('issue-12');
    for await (const { cursor } of issues.changedSince(undefined)) expect(cursor).toContain('told');
  }
  const full = {
    title: 'T',
    description: 'D',
    priority: 'high' as const,
    assignee: 'user-ada',
    labels: ['fresh'],
  };
  await all.issues.create({ ...full, marker: MARKER, status: 'blocked' });
  await byId.issues.create({ title: 'T', marker: MARKER });
  await all.issues.findByMarker({ title: 'T', marker: MARKER }, new Date(0));
  await all.issues.update('issue-12', { ...full, status: 'doing' });
  await all.issues.update('issue-12', { status: 'done', assignee: null });
  expect(STATES.done.id).toBe('state-done');
  await all.webhooks.register(URL, 'secret');
  await team.webhooks.register(URL, 'secret');
  await all.webhooks.remove('hook-1');
}
