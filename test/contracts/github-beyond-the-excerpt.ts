import type { Document } from 'openapi-backend';

const text = (name: string, place: 'path' | 'query', required = false) => ({
  name,
  in: place,
  required,
  schema: { type: 'string' as const },
});
const number = (name: string) => ({ name, in: 'query' as const, schema: { type: 'integer' as const } });
const repository = [text('owner', 'path', true), text('repo', 'path', true)];
const responses = { 200: { description: 'OK' } };

/**
 * The three operations in use that the excerpt of GitHub's specification does not hold, written down after
 * https://docs.github.com/en/rest (search, git refs, commit statuses).
 */
export const beyondTheExcerpt: Document['paths'] = {
  '/search/issues': {
    get: {
      operationId: 'search/issues-and-pull-requests',
      parameters: [
        text('q', 'query', true),
        text('sort', 'query'),
        text('order', 'query'),
        number('per_page'),
        number('page'),
      ],
      responses,
    },
  },
  '/repos/{owner}/{repo}/git/matching-refs/{ref}': {
    get: {
      operationId: 'git/list-matching-refs',
      parameters: [...repository, text('ref', 'path', true)],
      responses,
    },
  },
  '/repos/{owner}/{repo}/statuses/{sha}': {
    post: {
      operationId: 'repos/create-commit-status',
      parameters: [...repository, text('sha', 'path', true)],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['state'],
              additionalProperties: false,
              properties: {
                state: { type: 'string', enum: ['error', 'failure', 'pending', 'success'] },
                target_url: { type: 'string', nullable: true },
                description: { type: 'string', nullable: true, maxLength: 140 },
                context: { type: 'string', maxLength: 255 },
              },
            },
          },
        },
      },
      responses,
    },
  },
};
