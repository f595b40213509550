import { Icon } from '../ui/icon.tsx';

/** What a newcomer tries first, in this order. */
const FIRST_COMMANDS = [
  { command: '/buildrunner help', gain: 'See everything it can do for you' },
  { command: '/buildrunner configure vercel', gain: 'Connect the pretend Vercel beside this page' },
  {
    command: '/buildrunner deploy-preview feature/login',
    gain: 'Get a preview of a branch, as a card that lives',
  },
];

/** An empty channel says what to type first; a click puts it into the composer. */
export function FirstSteps({ name, onPick }: { name: string; onPick(text: string): void }) {
  return (
    <section className="first-steps" aria-labelledby="first-steps-title">
      <span className="avatar avatar-large avatar-bot" aria-hidden="true">
        <Icon name="bolt" />
      </span>
      <h2 id="first-steps-title">This is the very beginning of {name}</h2>
      <p>
        A pretend Slack workspace with a real BuildRunner in it. Nothing leaves this machine. Try these, one
        after the other: a click writes the command, Enter sends it.
      </p>
      <ol>
        {FIRST_COMMANDS.map(({ command, gain }) => (
          <li key={command}>
            <button type="button" className="first-step" onClick={() => onPick(command)}>
              <code>{command}</code>
              <span>{gain}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
