import { expect, it } from 'vitest';
import { counted } from '../../src/slack/text.ts';

it.each([
  [0, '0 microsteps'],
  [1, '1 microstep'],
  [2, '2 microsteps'],
])('counts %s in good English', (count, text) => {
  expect(counted(count, 'microstep')).toBe(text);
});

it('takes the word for many where it is not made with an s', () => {
  expect(counted(1, 'delivery was', 'deliveries were')).toBe('1 delivery was');
  expect(counted(3, 'delivery was', 'deliveries were')).toBe('3 deliveries were');
});
