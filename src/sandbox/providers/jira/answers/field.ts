import { FLAGGED, ROOT_CAUSE } from '../workflow.ts';

const SYSTEM: [id: string, name: string, type: string][] = [
  ['issuetype', 'Work type', 'issuetype'],
  ['project', 'Project', 'project'],
  ['summary', 'Summary', 'string'],
  ['description', 'Description', 'string'],
  ['status', 'Status', 'status'],
  ['priority', 'Priority', 'priority'],
  ['assignee', 'Assignee', 'user'],
  ['reporter', 'Reporter', 'user'],
  ['creator', 'Creator', 'user'],
  ['labels', 'Labels', 'array'],
  ['created', 'Created', 'datetime'],
  ['updated', 'Updated', 'datetime'],
  ['resolution', 'Resolution', 'resolution'],
  ['resolutiondate', 'Resolved', 'datetime'],
];

/** A custom field by its id; every site has its own. */
export const CUSTOM_NAMES: Readonly<Record<string, string>> = {
  [FLAGGED]: 'Flagged',
  [ROOT_CAUSE]: 'Root cause',
};

/** The name that people see. */
export function fieldName(id: string): string {
  return CUSTOM_NAMES[id] ?? SYSTEM.find(([known]) => known === id)?.[1] ?? id;
}

/** All fields of the site. */
export function fieldAnswers() {
  return [
    ...SYSTEM.map(([id, name, type]) => ({
      id,
      key: id,
      name,
      custom: false,
      orderable: true,
      navigable: true,
      searchable: true,
      clauseNames: [id],
      schema: { type, system: id },
    })),
    ...Object.entries(CUSTOM_NAMES).map(([id, name]) => {
      const customId = Number(id.replace('customfield_', ''));
      return {
        id,
        key: id,
        name,
        untranslatedName: name,
        custom: true,
        orderable: true,
        navigable: true,
        searchable: true,
        clauseNames: [`cf[${customId}]`, name],
        schema: customSchema(id, customId),
      };
    }),
  ];
}

function customSchema(id: string, customId: number) {
  const types = 'com.atlassian.jira.plugin.system.customfieldtypes';
  return id === FLAGGED
    ? { type: 'array', items: 'option', custom: `${types}:multicheckboxes`, customId }
    : { type: 'string', custom: `${types}:textfield`, customId };
}
