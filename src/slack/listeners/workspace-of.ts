/** The workspace a person acted in; on an Enterprise Grid the body may name no team of its own. */
export function workspaceOf(body: { team?: { id: string } | null; user: { team_id?: string } }): string {
  return body.team?.id ?? body.user.team_id ?? '';
}
