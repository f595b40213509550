/** What a person cannot do in the panel, in words to show them. */
export class Refused extends Error {}

/** The thing itself; refuses where it is no longer there. */
export function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Refused(`There is no such ${what} any more.`);
  return thing;
}
