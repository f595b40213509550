import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';

const FILES = ['operations.graphql', 'objects.graphql', 'inputs.graphql'];

/** The slice of Linear's schema that is played here. What it does not have is refused, as at the vendor. */
export function readSchema(): GraphQLSchema {
  return buildSchema(FILES.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n'));
}
