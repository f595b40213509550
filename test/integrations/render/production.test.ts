import { expect, test } from 'vitest';
import { serviceAnswer } from '../../../src/integrations/render/answers.ts';
import { targetOf } from '../../../src/integrations/render/production.ts';
import { base, child, service } from './answers.ts';

test.each([
  ['web-app-preview', 'preview'],
  ['Web App Previews', 'preview'],
  ['preview', 'preview'],
  ['web-app_qa', 'preview'],
  ['staging.web-app', 'preview'],
  ['qa2-web-app', 'preview'],
  ['web-app', 'production'],
  ['web-app-prod', 'production'],
  ['previewer', 'production'],
  ['qatar-shop', 'production'],
  ['test-web-app', 'production'],
  ['web-app-preview-prod', 'production'],
  ['live-preview', 'production'],
  ['production-staging', 'production'],
  ['预览', 'production'],
])('a service called %s counts as %s', (name, target) => {
  expect(targetOf(serviceAnswer.parse(service({ name })))).toBe(target);
});

test('what Render made of a pull request is a preview, whatever its name', () => {
  expect(targetOf(serviceAnswer.parse(child({ name: 'prod PR #3' })))).toBe('preview');
});

test.each([
  ['null', null],
  ['without id', { name: 'web-app' }],
  ['itself', { id: base().id, name: 'web-app' }],
])('a parent that is %s makes no preview', (_what, parentServer) => {
  expect(targetOf(serviceAnswer.parse(base({}, { parentServer })))).toBe('production');
});
