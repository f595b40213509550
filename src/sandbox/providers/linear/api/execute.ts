import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from 'graphql';
import { complexityOf } from './complexity.ts';
import { linearError } from './errors.ts';

/** A GraphQL request over HTTP, as the SDK sends it. */
export interface GraphQLRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

export interface GraphQLAnswer {
  data: unknown;
  errors?: readonly GraphQLError[];
}

/**
 * Runs a request against the schema as the vendor does. Throws where it does not fit the schema; what a resolver threw
 * stands among the answer's errors.
 *
 * @param charge is told what the operation costs before it runs, and throws where that is too much
 */
export async function run(
  schema: GraphQLSchema,
  rootValue: unknown,
  request: GraphQLRequest,
  charge: (points: number) => void,
): Promise<GraphQLAnswer> {
  const document = parsed(request.query);
  const [problem] = validate(schema, document);
  if (problem) throw linearError('GRAPHQL_VALIDATION_FAILED', problem.message);
  const operation = getOperationAST(document, request.operationName);
  if (!operation) throw linearError('GRAPHQL_VALIDATION_FAILED', 'Unknown operation.');
  const { coerced, errors: misfits } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    request.variables,
  );
  if (misfits)
    throw linearError('GRAPHQL_VALIDATION_FAILED', misfits[0]?.message ?? 'The variables do not fit.');
  charge(complexityOf(schema, document, operation, coerced));
  const { data, errors } = await execute({
    schema,
    document,
    rootValue,
    variableValues: request.variables,
    operationName: request.operationName ?? null,
  });
  return { data: data ?? null, ...(errors ? { errors: errors.map(asLinear) } : {}) };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query);
  } catch (error) {
    throw linearError('GRAPHQL_VALIDATION_FAILED', error instanceof Error ? error.message : 'Syntax Error');
  }
}

/** What no resolver meant to throw is a fault of ours, told as the vendor tells its own. */
function asLinear(error: GraphQLError): GraphQLError {
  if (error.extensions.code !== undefined) return error;
  return linearError('INTERNAL_SERVER_ERROR', error.message, 'Internal server error');
}
