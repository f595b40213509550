import type { Document } from 'openapi-backend';

const responses = { 200: { description: 'OK' } };

/**
 * Webhooks of administrators, which no specification of Jira's holds, written down after
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/#registering-a-webhook
 */
export const beyondTheExcerpt: Document['paths'] = {
  '/rest/webhooks/1.0/webhook': {
    get: { operationId: 'getAdminWebhooks', responses },
    post: {
      operationId: 'registerAdminWebhook',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['name', 'url', 'events'],
              additionalProperties: false,
              properties: {
                name: { type: 'string', minLength: 1 },
                url: { type: 'string', format: 'uri' },
                events: {
                  type: 'array',
                  minItems: 1,
                  items: { type: 'string', pattern: '^(jira:)?[a-z_]+$' },
                },
                filters: { type: 'object', additionalProperties: { type: 'string' } },
                excludeBody: { type: 'boolean' },
                secret: { type: 'string' },
              },
            },
          },
        },
      },
      responses,
    },
  },
  '/rest/webhooks/1.0/webhook/{id}': {
    delete: {
      operationId: 'deleteAdminWebhook',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses,
    },
  },
};
