import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeFigures } from './story/figures.js';
import { PlayedStory } from './story/played-story.js';
import { describeProtocol } from './story/protocol.js';
import { describeSight } from './story/sight.js';
import { describeVisibility } from './visibility/visibility.js';

let story: PlayedStory;

beforeAll(async () => {
  story = await PlayedStory.play();
}, 120_000);

afterAll(() => story?.stop());

describe('given a review and the year after it, read back', () => {
  describeFigures(() => story);
  describeSight(() => story);
  // These go on with the story.
  describeProtocol(() => story);
  describe('who sees what', () => {
    describeVisibility(() => story);
  });
});
