import { type Act, found, Refused, textIn } from '../../shared/acts.ts';
import { isBranchName } from '../../shared/branches.ts';
import { REPOSITORY } from '../account.ts';
import { createBranch, deleteBranch, findBranch, pushCommit } from '../changes/branches.ts';
import type { Engine } from '../engine.ts';
import { personIn } from './person.ts';

/** What people do with branches. */
export function codeActs(engine: Engine): Record<string, Act> {
  return {
    push(item, inputs) {
      const branch = found(findBranch(engine, item), 'branch');
      const message = textIn(inputs, 'message', 'A commit message');
      pushCommit(engine, branch.name, { message, author: personIn(inputs) });
    },
    'create-branch'(_item, inputs) {
      const name = textIn(inputs, 'branch', 'A name');
      if (!isBranchName(name)) throw new Refused('Git takes no branch of that name.');
      if (findBranch(engine, name)) throw new Refused('There is a branch of that name.');
      const from = found(findBranch(engine, inputs.from || REPOSITORY.defaultBranch), 'branch');
      createBranch(engine, name, from, personIn(inputs));
    },
    'delete-branch'(item, inputs) {
      const branch = found(findBranch(engine, item), 'branch');
      if (branch.name === REPOSITORY.defaultBranch) {
        throw new Refused('GitHub does not delete the default branch.');
      }
      deleteBranch(engine, branch, personIn(inputs));
    },
  };
}
