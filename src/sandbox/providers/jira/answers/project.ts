import { ISSUE_TYPES, type IssueType, PEOPLE, type Project } from '../account.ts';
import type { Links } from '../links.ts';
import { CATEGORIES, type Status, statusesOf } from '../workflow.ts';
import { personAnswer, picturesOf } from './person.ts';

export function statusAnswer(links: Links, { id, name, category }: Status) {
  const { id: categoryId, name: categoryName, colorName } = CATEGORIES[category];
  return {
    self: links.api(`/status/${id}`),
    description: '',
    iconUrl: links.picture('status.png'),
    name,
    id,
    statusCategory: {
      self: links.api(`/statuscategory/${categoryId}`),
      id: categoryId,
      key: category,
      colorName,
      name: categoryName,
    },
  };
}

export function issueTypeAnswer(links: Links, { id, name, description, hierarchyLevel }: IssueType) {
  return {
    self: links.api(`/issuetype/${id}`),
    id,
    description,
    iconUrl: links.picture('issuetype.png'),
    name,
    subtask: hierarchyLevel < 0,
    hierarchyLevel,
  };
}

/** A project as it stands in an issue. */
export function projectInShort(links: Links, { id, key, name }: Project) {
  return {
    self: links.api(`/project/${id}`),
    id,
    key,
    name,
    projectTypeKey: 'software',
    simplified: false,
    avatarUrls: picturesOf(links, key.toLowerCase()),
  };
}

export function projectAnswer(links: Links, project: Project) {
  const [lead] = PEOPLE;
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    ...projectInShort(links, project),
    description: '',
    ...(lead ? { lead: personAnswer(links, lead) } : {}),
    components: [],
    issueTypes: ISSUE_TYPES.map((type) => issueTypeAnswer(links, type)),
    assigneeType: 'UNASSIGNED',
    versions: [],
    roles: {},
    style: 'classic',
    isPrivate: false,
    properties: {},
  };
}

/** The statuses of each kind of issue: all kinds share the project's workflow. */
export function projectStatusesAnswer(links: Links, project: Project) {
  return ISSUE_TYPES.map(({ id, name, hierarchyLevel }) => ({
    self: links.api(`/issuetype/${id}`),
    id,
    name,
    subtask: hierarchyLevel < 0,
    statuses: statusesOf(project).map((status) => statusAnswer(links, status)),
  }));
}
