import { text } from './support.ts';

/** The smallest of each block and element that Slack takes, with what a test changes. */
export const s = (length: number) => 'x'.repeat(length);
export const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
export const mrkdwn = (value: string) => ({ type: 'mrkdwn', text: value });
export const url = (length: number) => `https://a.example/${s(length - 18)}`;
export const option = (change = {}) => ({ text: text('a'), value: 'a', ...change });
export const button = (change = {}) => ({ type: 'button', text: text('Go'), ...change });
export const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
export const section = (change: object = {}) => ({ type: 'section', text: mrkdwn('hi'), ...change });
export const input = (element: object, change = {}) => ({
  type: 'input',
  label: text('L'),
  element,
  ...change,
});
export const select = (change: object) => ({ type: 'static_select', options: [option()], ...change });
export const image = (change = {}) => ({ type: 'image', image_url: url(30), alt_text: 'a', ...change });
export const confirm = (change: object) => ({
  title: text('t'),
  text: text('t'),
  confirm: text('y'),
  deny: text('n'),
  ...change,
});
export const confirmed = (change: object) => actions(button({ confirm: confirm(change) }));
export const feedback = { text: text('a'), value: 'a' };
export const feedbackWith = (change: object) => ({
  type: 'context_actions',
  elements: [
    { type: 'feedback_buttons', positive_button: { ...feedback, ...change }, negative_button: feedback },
  ],
});
export const card = (change = {}) => ({ type: 'card', title: mrkdwn('t'), ...change });
export const video = (change: object) => ({
  type: 'video',
  alt_text: 'a',
  title: text('t'),
  video_url: url(30),
  thumbnail_url: url(30),
  ...change,
});
export const overflow = (count: number) =>
  actions({ type: 'overflow', options: times(count, () => option()) });
