/** For a box that scrolls: without a place in the tab order, the keyboard could not scroll it. */
export const SCROLLABLE = { tabIndex: 0 } as const;
