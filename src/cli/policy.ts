import { explainAction, PEOPLES_ACTIONS } from '../governance/explain-policy.ts';
import { readPolicy } from '../governance/policy-file.ts';
import { type Policy, ROLES, type Role } from '../governance/policy-schema.ts';
import { readCommandLine } from './command-line.ts';
import { type Print, runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `npm run policy -- check FILE
       npm run policy -- explain FILE ROLE

  check    names every mistake with file, line and column, and ends with 1 where there is any.
  explain  tells what a role may do (${ROLES.join(', ')}), and by which line of the policy not.`;

/** `npm run policy -- check | explain` */
await runCommand(async (print) => {
  const { values, positionals } = readCommandLine(USAGE, {
    allowPositionals: true,
    options: { help: { type: 'boolean' } },
  });
  const [task, file, word] = positionals;
  const role = ROLES.find((known) => known === word);
  const isCheck = task === 'check' && positionals.length === 2;
  const isExplain = task === 'explain' && positionals.length === 3 && role !== undefined;
  if (values.help || file === undefined || !(isCheck || isExplain)) throw new UsageError(`Usage: ${USAGE}`);
  const reading = await readPolicy(file);
  if (!reading.ok) {
    for (const problem of reading.problems) await print(problem);
    return false;
  }
  if (role === undefined) await print(`${file} can be used.`);
  else await explain(reading.policy, role, print);
  return true;
});

async function explain(policy: Policy, role: Role, print: Print): Promise<void> {
  for (const action of PEOPLES_ACTIONS) {
    const { decision, does } = explainAction(policy, action, { role }, []);
    const why = decision.allowed ? '' : `: ${decision.reason} (${decision.rule})`;
    await print(`${decision.allowed ? 'yes' : 'no '}  ${action}  ${does}${why}`);
  }
}
