import type { Alignment } from './align.ts';
import { isActivity, isNarrowing, isOpposite } from './contrasts.ts';
import type { ParsedTitle } from './title.ts';

/** Stems that only one of two titles has. */
interface Left {
  a: readonly string[];
  b: readonly string[];
}

/**
 * Whether what differs between two titles makes them two pieces of work, however much they share: opposites, other
 * numbers, another environment or role, another direction, tests or documents of a thing beside the thing itself.
 */
export function contradict(a: ParsedTitle, b: ParsedTitle, { onlyA, onlyB }: Alignment): boolean {
  if (onlyA.some(({ isNumber }) => isNumber) && onlyB.some(({ isNumber }) => isNumber)) return true;
  const left: Left = { a: onlyA.map(({ stem }) => stem), b: onlyB.map(({ stem }) => stem) };
  return [...left.a, ...left.b].some(isNarrowing) || haveOpposites(a, b, left) || areReversed(a, b);
}

/**
 * Whether two titles are too unsure for a link without a person: a number, a word for what is done, or words on both
 * sides are left over, a word is only nearly the same, things stand in another order ("user invites admin"), or keys or
 * tags speak of different things.
 */
export function isDoubtful(a: ParsedTitle, b: ParsedTitle, { pairs, onlyA, onlyB }: Alignment): boolean {
  if (onlyA.length > 0 && onlyB.length > 0) return true;
  if (pairs.some(({ likeness }) => likeness !== 'same')) return true;
  if (!areInOneOrder(a, b)) return true;
  if (haveOtherKeys(a, b) || (a.tags.size > 0 && b.tags.size > 0 && !meet(a.tags, b.tags))) return true;
  const longer = onlyA.length > 0 ? a : b;
  const left = [...onlyA, ...onlyB];
  // "Add" may go unsaid, where it is all that is to be done.
  const activities = longer.words.filter(({ stem }) => isActivity(stem)).length;
  return left.some(
    ({ stem, isNumber }) => isNumber || (isActivity(stem) && (stem !== 'add' || activities > 1)),
  );
}

function haveOpposites(a: ParsedTitle, b: ParsedTitle, left: Left): boolean {
  return opposes([...left.a, ...a.tags], b, left.b) || opposes([...left.b, ...b.tags], a, left.a);
}

/**
 * Whether something said of one title only excludes a word of the other. What is to be done only excludes what stands
 * in its place, for "test", "document" and "change" are things as well.
 */
function opposes(said: readonly string[], other: ParsedTitle, leftOfOther: readonly string[]): boolean {
  const all = [...other.words.map(({ stem }) => stem), ...other.tags];
  return said.some((one) => (isActivity(one) ? leftOfOther : all).some((word) => isOpposite(one, word)));
}

/** `from A to B` beside `from B to A`; `A to B` beside `B to A`. */
function areReversed(a: ParsedTitle, b: ParsedTitle): boolean {
  if (meet(a.from, b.to) || meet(a.to, b.from)) return true;
  return isMoved(a, b) && isMoved(b, a);
}

/** Whether what one title goes to stands elsewhere in the other. */
function isMoved(one: ParsedTitle, other: ParsedTitle): boolean {
  return [...one.to].some((stem) => !other.to.has(stem) && other.words.some((word) => word.stem === stem));
}

/**
 * Whether what both name stands in an order that says the same: the very same, or one part moved to the other end, as in
 * "validation of the login form". Words that exclude one another may not change places: "user invites admin".
 */
function areInOneOrder(a: ParsedTitle, b: ParsedTitle): boolean {
  const [one, other] = [thingsOf(a, b), thingsOf(b, a)];
  if (one.length !== other.length) return false;
  const opposed = (stems: readonly string[]) =>
    stems.filter((stem) => stems.some((another) => isOpposite(stem, another))).join(' ');
  if (opposed(one) !== opposed(other)) return false;
  const sentence = one.join(' ');
  return (
    one.length === 0 ||
    one.some((_, at) => [...other.slice(at), ...other.slice(0, at)].join(' ') === sentence)
  );
}

/** What both titles name, in the order of the first; a word for what is done may stand anywhere. */
function thingsOf({ order }: ParsedTitle, other: ParsedTitle): readonly string[] {
  return order.filter((stem) => !isActivity(stem) && other.order.includes(stem));
}

function haveOtherKeys(a: ParsedTitle, b: ParsedTitle): boolean {
  const project = (key: string) => key.replace(/\d+$/, '');
  const projects = new Set(a.keys.map(project));
  return b.keys.some((key) => projects.has(project(key))) && !b.keys.some((key) => a.keys.includes(key));
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((stem) => other.has(stem));
}
