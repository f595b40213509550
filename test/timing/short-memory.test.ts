import { expect, it } from 'vitest';
import { createShortMemory } from '../../src/timing/short-memory.ts';

function open(most = 10) {
  let at = 0;
  const asked: string[] = [];
  const memory = createShortMemory<string>({ forMs: 1_000, most, now: () => new Date(at) });
  const answerTo = (key: string, answer = Promise.resolve(key)) =>
    memory(key, () => {
      asked.push(key);
      return answer;
    });
  const pass = (ms: number) => {
    at += ms;
  };
  return { asked, answerTo, pass };
}

it('asks once while it remembers, and again afterwards', async () => {
  const { asked, answerTo, pass } = open();
  expect(await answerTo('a')).toBe('a');
  pass(999);
  expect(await answerTo('a', Promise.resolve('other'))).toBe('a');
  pass(1);
  expect(await answerTo('a', Promise.resolve('other'))).toBe('other');
  expect(asked).toEqual(['a', 'a']);
});

it('shares an answer that is still on its way', async () => {
  const { asked, answerTo } = open();
  const coming = Promise.withResolvers<string>();
  const both = [answerTo('a', coming.promise), answerTo('a')];
  coming.resolve('late');
  expect(await Promise.all(both)).toEqual(['late', 'late']);
  expect(asked).toEqual(['a']);
});

it('does not remember a failure', async () => {
  const { asked, answerTo } = open();
  await expect(answerTo('a', Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await answerTo('a')).toBe('a');
  expect(asked).toEqual(['a', 'a']);
});

it('forgets the oldest where there are too many', async () => {
  const { asked, answerTo } = open(2);
  for (const key of ['a', 'b', 'c', 'b', 'a']) await answerTo(key);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
