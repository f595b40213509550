import { FOUNDED_AT, TEAM, USER } from '../account.ts';

/** GET /v2/user, in the full form a token of unlimited scope gets. */
export function userAnswer() {
  return {
    user: {
      ...USER,
      createdAt: FOUNDED_AT,
      avatar: null,
      defaultTeamId: TEAM.id,
      stagingPrefix: USER.username,
      hasTrialAvailable: false,
      softBlock: null,
      billing: null,
      resourceConfig: {},
      version: 'northstar',
    },
  };
}

/** GET /v2/teams: the one team there is. */
export function teamsAnswer() {
  return {
    teams: [
      {
        ...TEAM,
        creatorId: USER.id,
        description: null,
        avatar: null,
        stagingPrefix: TEAM.slug,
        createdAt: FOUNDED_AT,
        updatedAt: FOUNDED_AT,
        membership: {
          uid: USER.id,
          teamId: TEAM.id,
          role: 'OWNER',
          confirmed: true,
          confirmedAt: FOUNDED_AT,
          created: FOUNDED_AT,
          createdAt: FOUNDED_AT,
        },
      },
    ],
    pagination: { count: 1, next: null, prev: null },
  };
}
