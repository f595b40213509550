import { CREATED } from './seed.ts';
import type { StoredFile } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Where the page and the app read a file. */
export function fileUrl(workspace: Workspace, file: StoredFile): string {
  return `${workspace.baseUrl()}/slack/files/${file.id}/${encodeURIComponent(file.name)}`;
}

/** A file object as Slack's API gives it. */
export function fileObject(workspace: Workspace, id: string): Record<string, unknown> | undefined {
  const file = workspace.state.files[id];
  if (!file) return undefined;
  return {
    id,
    created: CREATED,
    name: file.name,
    title: file.title,
    mimetype: 'text/plain',
    filetype: 'text',
    size: file.size,
    url_private: fileUrl(workspace, file),
    permalink: fileUrl(workspace, file),
  };
}
