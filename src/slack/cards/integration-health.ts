import type { HealthMessage } from '../../jobs/job.ts';
import { actions, button, section } from '../blocks.ts';
import { escapeMrkdwn, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest name of a provider, in characters before escaping. */
const LONGEST_NAME = 40;

/** What is told of each: what is wrong, and what to do. `NAME` stands for the vendor's. */
const TOLD: Readonly<Record<HealthMessage['what'], readonly [icon: string, what: string, mend: string]>> = {
  refused: [
    ':no_entry:',
    'NAME does not take our credentials any more.',
    'They may have been revoked, have run out, or lost a right. Press _Change_ and paste new ones; what was put off or given up is in `/buildrunner dead-letters`.',
  ],
  not_answering: [
    ':hourglass:',
    'NAME has not answered for a while.',
    'See whether it has trouble on its status page. Nothing is lost: BuildRunner asks again by itself and goes on when it answers. `/buildrunner test` asks at once.',
  ],
  unverified: [
    ':warning:',
    'Webhooks come in for NAME that are not signed with our secret.',
    'Either the secret was changed at NAME, and then what happens there is not heard: press _Change_ and save to register the webhook anew. Or somebody else sends them, and then nothing is to be done: they are turned away.',
  ],
  silent: [
    ':mute:',
    'No webhook of NAME has come for days, though they came often before.',
    'If nothing happened there, all is well. Otherwise look whether the webhook is still there and active at NAME, or press _Change_ and save to register it anew. `/buildrunner status` shows its address.',
  ],
  over: [':white_check_mark:', 'NAME is well again.', ''],
};

/** Tells admins that an integration is in trouble, or is no more. */
export function integrationHealthMessage(
  what: HealthMessage['what'],
  provider: { id: string; name: string },
): Rendered {
  const named = (text: string) =>
    text.replaceAll('NAME', () => escapeMrkdwn(truncate(provider.name, LONGEST_NAME)));
  const [icon, said, mend] = TOLD[what];
  const text = `${icon} ${named(said)}`;
  if (mend === '') return { text, blocks: [section(text)] };
  const change = button('integration:configure', 'Change', { value: provider.id });
  return { text, blocks: [section(`*${text}*\n${named(mend)}`), actions([change])] };
}
