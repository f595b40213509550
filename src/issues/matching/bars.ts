/**
 * At or above it, and clearly ahead of the runner-up, a title is linked by itself. Chosen on the tuning half of the
 * labelled pairs, above every pair there that is not the same work.
 */
export const LINK_BAR = 0.95;

/** At or above it a title is suggested to a person; below, nothing is said. */
export const SUGGEST_BAR = 0.6;

/** So far a link has to be ahead of the runner-up. */
export const LEAD = 0.08;
