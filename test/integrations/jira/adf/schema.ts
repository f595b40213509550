import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

const path = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'jsonschema/atlassian-adf-full.json');

/** Why tests against Atlassian's schema are skipped; empty where they run. */
export const schemaAbsent = existsSync(path) ? '' : ` (skipped: no ${path}; set CONTRACTS_DIR)`;

/** What Atlassian's own schema says against a document; empty when it is right. */
export function openAdfSchema(): (document: unknown) => string[] {
  // Of draft 4, which Ajv no longer names; nothing in it means something else since.
  const { $schema: _draft, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  const validate = new Ajv({ strict: false }).compile(schema);
  return (document) =>
    validate(document)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
