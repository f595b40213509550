import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { accessibility } from './page-accessibility.ts';
import { elements } from './page-elements.ts';
import { modals } from './page-modals.ts';
import { surroundings } from './page-surroundings.ts';
import { writing } from './page-writing.ts';
import { Stage } from './stage.ts';

const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.set());
afterEach(() => stage.clear());

writing(stage);
elements(stage);
modals(stage);
surroundings(stage);
accessibility(stage);
