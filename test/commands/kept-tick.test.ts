import { keptTick } from '../../src/commands/kept-tick.js';

test('what is kept is the object that Node made of a tick, the shape of which is not to be lost', async () => {
  await new Promise((resolve) => process.nextTick(resolve));
  expect(keptTick).toHaveProperty('callback');
});
