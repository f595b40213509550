import { expect, test } from 'vitest';
import { stateOf } from '../../../src/integrations/netlify/map.ts';

test.each([
  ['new', 'queued'],
  ['pending_review', 'queued'],
  ['accepted', 'queued'],
  ['enqueued', 'queued'],
  ['rejected', 'cancelled'],
  ['building', 'building'],
  ['uploading', 'building'],
  ['uploaded', 'building'],
  ['preparing', 'building'],
  ['prepared', 'building'],
  ['processing', 'building'],
  ['processed', 'building'],
  ['retrying', 'building'],
  ['ready', 'ready'],
  ['READY', 'ready'],
  ['error', 'failed'],
  ['something_new', 'building'],
  ['toString', 'building'],
  [undefined, 'building'],
  [null, 'building'],
])('%s is %s', (state, expected) => {
  expect(stateOf({ state })).toBe(expected);
});

test.each([
  ['Canceled build', 'cancelled'],
  ['Canceled build due to no content change', 'cancelled'],
  ['Cancelled build', 'cancelled'],
  ['Deploy did not succeed: Build cancelled, found file owned by root', 'failed'],
  ['Build script returned non-zero exit code: 2', 'failed'],
])('an error that says "%s" is %s', (error_message, expected) => {
  expect(stateOf({ state: 'error', error_message })).toBe(expected);
});

test('a skipped build is cancelled; the message of another state says nothing', () => {
  expect(stateOf({ state: 'error', error_message: 'Skipped', skipped: true })).toBe('cancelled');
  expect(stateOf({ state: 'ready', error_message: 'Canceled build', skipped: true })).toBe('ready');
});
