import leven from 'leven';

const SHORTEST = 5;
/** From this length on two slips are believed. */
const LONG = 9;

/**
 * Whether one word may be the other with a slip of the pen: a letter more, less or other, or two that changed places.
 * Short words and words with digits are never slips, and the first letter is seldom one.
 */
export function isSlip(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < SHORTEST || Math.abs(one.length - other.length) > 2 || /\d/.test(one + other)) return false;
  if (one[0] !== other[0] && !isSwap(one, other)) return false;
  const allowed = shorter >= LONG ? 2 : 1;
  return isSwap(one, other) || leven(one, other, { maxDistance: allowed + 1 }) <= allowed;
}

function isSwap(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, place) => letter !== other[place]);
  return at >= 0 && one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2) === other;
}
