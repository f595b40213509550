import type { Person } from '../../page-api.ts';
import { Icon } from './icon.tsx';

const HUES = 7;

/** A person's initials on a colour of their own; decoration, since the name always stands beside it. */
export function Avatar({ person, size = 'medium' }: { person: Person; size?: 'small' | 'medium' }) {
  return (
    <span
      className={`avatar avatar-${size} ${person.isBot ? 'avatar-bot' : `avatar-${hueOf(person.id)}`}`}
      aria-hidden="true"
    >
      {person.isBot ? <Icon name="bolt" /> : initials(person.realName)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('');
}

function hueOf(id: string): number {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % HUES;
}
