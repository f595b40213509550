import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync('SECURITY.md', 'utf8');

/** Every test that the page names: its title, and the file it links to. */
const named = [...page.matchAll(/\[([^\]]+)\]\((test\/[^)]+)\)/g)].map(([, title = '', file = '']) => ({
  title,
  file,
}));

describe('SECURITY.md', () => {
  it.each(named)('names a test that there is: $title', ({ title, file }) => {
    expect(existsSync(file)).toBe(true);
    const titles = [
      ...readFileSync(file, 'utf8').matchAll(
        /(?:describe|it|test)(?:\.each\([\s\S]*?\))?\(\s*(['"`])(.*?)\1,/g,
      ),
    ];
    expect(titles.map(([, , found]) => found)).toContain(title);
  });

  it('names one for every row of every table of threats', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (what |who |-)/.test(line));
    const threats = rows.filter((row) => row.split('|').length === 5);
    expect(threats.length).toBeGreaterThan(20);
    expect(threats.filter((row) => !row.includes('](test/'))).toEqual([]);
  });
});
