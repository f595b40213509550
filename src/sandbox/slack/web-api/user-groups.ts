import { Refusal } from '../workspace/refusal.ts';
import { CREATED, TEAM, USER_GROUPS } from '../workspace/seed.ts';
import { always, type Method } from './method.ts';

/** `usergroups.*`, to read; docs.slack.dev/reference/methods. */
export const userGroupMethods: Record<string, Method> = {
  'usergroups.list': {
    tier: 2,
    scope: always('usergroups:read'),
    run: ({ args }) => ({
      usergroups: USER_GROUPS.map(({ members, ...group }) => ({
        ...group,
        team_id: TEAM.id,
        is_usergroup: true,
        description: '',
        date_create: CREATED,
        date_delete: 0,
        user_count: members.length,
        ...(args.boolean('include_users') && { users: members }),
      })),
    }),
  },
  'usergroups.users.list': {
    tier: 2,
    scope: always('usergroups:read'),
    run: ({ args }) => {
      const id = args.required('usergroup');
      const group = USER_GROUPS.find((candidate) => candidate.id === id);
      if (!group) throw new Refusal('no_such_subteam');
      return { users: group.members };
    },
  },
};
