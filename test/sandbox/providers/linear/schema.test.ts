import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { readSchema } from '../../../../src/sandbox/providers/linear/schema/schema.ts';

const SPEC = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'graphql/linear.graphql');
const skipped = existsSync(SPEC) ? '' : ` (skipped: no ${SPEC}; set CONTRACTS_DIR)`;

/** `Issue.labels(first: Int)`: everything that a type offers, one line each, in a form that can be compared. */
function linesOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(
      (field) => `${type.name}.${field.name}: ${field.type} = ${JSON.stringify(field.defaultValue)}`,
    );
  }
  if (!isObjectType(type)) return [`scalar ${type.name}`];
  return Object.values(type.getFields()).flatMap((field) => [
    `${type.name}.${field.name}: ${field.type}`,
    ...field.args.map(
      (argument) =>
        `${type.name}.${field.name}(${argument.name}: ${argument.type} = ${JSON.stringify(argument.defaultValue)})`,
    ),
  ]);
}

function allLines(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(linesOf);
}

describe.skipIf(skipped)(`the slice of Linear's schema${skipped}`, () => {
  it('has nothing that the whole schema has not, and has it alike', () => {
    const whole = new Set(allLines(buildSchema(readFileSync(SPEC, 'utf8'))));
    const slice = allLines(readSchema());
    expect(slice.length).toBeGreaterThan(250);
    expect(slice.filter((line) => !whole.has(line))).toEqual([]);
  });

  it('would show what is made up', () => {
    const whole = new Set(allLines(buildSchema(readFileSync(SPEC, 'utf8'))));
    const wrong = buildSchema(`
      type Query { issue(key: String!): Issue! }
      type Issue { id: ID! title: String labels(first: Int!): [String!]! status: String! }
    `);
    expect(allLines(wrong).filter((line) => !whole.has(line) && !line.startsWith('scalar'))).toEqual([
      'Query.issue(key: String! = undefined)',
      'Issue.title: String',
      'Issue.labels: [String!]!',
      'Issue.labels(first: Int! = undefined)',
      'Issue.status: String!',
    ]);
  });
});
