import { z } from 'zod';
import { MICROSTEP_PRIORITIES, MICROSTEP_STATUSES } from '../store/plan-schema.ts';

const text = z.string().trim().min(1, 'expected some text');
const httpsUrl = z.url({ protocol: /^https$/, error: 'expected an https:// URL' });
const hostname = z
  .string()
  .regex(
    /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/,
    'expected a host name, like api.vercel.com or *.atlassian.net',
  );

const pattern = text.refine(isRegExp, 'expected a regular expression');

const validationSchema = z.strictObject({
  /** A regular expression for the whole value. */
  pattern,
  /** What a person reads when it does not match. */
  message: text,
});

const key = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a key in lower case, like team_id');

/** One input of the configure modal. */
export const fieldSchema = z
  .strictObject({
    key,
    label: text,
    type: z.enum(['text', 'secret', 'url', 'choice']),
    required: z.boolean(),
    help: text,
    placeholder: text.optional(),
    /** For keys that are pasted with their line breaks. */
    multiline: z.boolean().optional(),
    validation: validationSchema.optional(),
    /** Of a choice: the first is what is chosen unless a person says otherwise. */
    options: z
      .array(z.strictObject({ value: key, label: text, help: text }))
      .min(2)
      .optional(),
  })
  .refine(({ type, options }) => (type === 'choice') === (options !== undefined), {
    error: 'a choice needs options, and nothing else has them',
  });

const issueStatus = z.enum(MICROSTEP_STATUSES);

const webhookSchema = z.strictObject({
  path: z.string().regex(/^\/api\/webhooks\/[a-z]+$/, 'expected a path, like /api/webhooks/vercel'),
  signature: z.strictObject({
    header: z.string().regex(/^[a-z0-9-]+$/, 'expected a header name in lower case'),
    /** Which schemes are accepted, the vendor's own first. */
    schemes: z.array(z.enum(['hmac-sha1-hex', 'hmac-sha256-hex', 'standard-webhooks', 'jws-hs256'])).min(1),
  }),
  secret_env: z
    .string()
    .regex(/^[A-Z]+_WEBHOOK_SECRET$/, 'expected a variable name, like VERCEL_WEBHOOK_SECRET'),
  /** `automatic`: the vendor's API registers it; `manual`: a person follows `steps`. */
  registration: z.enum(['automatic', 'manual']),
  events: z.array(text).min(1),
  steps: z.array(text).min(1).optional(),
});

/** A provider's manifest, `manifests/<id>.yml`: what people are asked for and told, and the vendor's numbers. */
export const manifestSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z]+$/, 'expected a name in lower case, like vercel'),
    name: text,
    kinds: z.array(z.enum(['deployment_platform', 'issue_tracker', 'repository'])).min(1),
    docs: httpsUrl,
    api: z.strictObject({
      /** Where the vendor's API is, unless each customer has an address of their own. */
      base_url: httpsUrl.optional(),
      /** The field in which a person types their own address. */
      base_url_field: key.optional(),
      hosts: z.array(hostname).min(1),
    }),
    fields: z.array(fieldSchema).min(1),
    /** Ways to sign in, each a list of field keys: of one of them all are needed. */
    one_of: z.array(z.array(key).min(1)).min(2).optional(),
    /** What the token must be allowed to do. */
    token_scopes: z.array(z.strictObject({ name: text, why: text })).min(1),
    setup: z.strictObject({
      prerequisites: z.array(text),
      steps: z.array(z.strictObject({ title: text, details: z.array(text).min(1) })).min(1),
    }),
    /** What BuildRunner keeps to. What the vendor's headers say is shown beside it; a 429 is obeyed. */
    rate_limit: z.strictObject({
      requests: z.int().positive(),
      window_seconds: z.int().positive(),
      scope: text,
    }),
    webhook: webhookSchema,
    /** The vendor's words for how an issue stands, and ours. */
    issue_statuses: z
      .strictObject({
        names: z.record(text, issueStatus),
        /** By the vendor's category or type, for names that nobody mapped. */
        categories: z.record(text, issueStatus),
      })
      .optional(),
    issue_priorities: z.record(text, z.enum(MICROSTEP_PRIORITIES)).optional(),
  })
  .superRefine((manifest, context) => {
    const seen = new Set<string>();
    for (const [index, { key }] of manifest.fields.entries()) {
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path: ['fields', index, 'key'],
          message: `the key ${key} stands twice`,
        });
      }
      seen.add(key);
    }
    const need = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (manifest.kinds.includes('issue_tracker') && !(manifest.issue_statuses && manifest.issue_priorities)) {
      need('issue_statuses', 'issue_statuses and issue_priorities are missing; an issue tracker needs them');
    }
    const { base_url: baseUrl, base_url_field: baseUrlField } = manifest.api;
    if ((baseUrl === undefined) === (baseUrlField === undefined)) {
      need('api', 'expected either base_url or base_url_field');
    }
    const named = [...(baseUrlField ? [baseUrlField] : []), ...(manifest.one_of ?? []).flat()];
    for (const field of named) if (!seen.has(field)) need('fields', `there is no field ${field}`);
  });

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestField = z.infer<typeof fieldSchema>;

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source, 'v') instanceof RegExp;
  } catch {
    return false;
  }
}
