/**
 * How long a vendor's API is waited for, in ms: longer than any of our calls takes on a good day, shorter than a person
 * waits for a modal's answer.
 */
export const REQUEST_TIMEOUT_MS = 20_000;
