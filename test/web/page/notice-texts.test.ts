import { noticesOf } from '../../../src/web/page/notice-texts.js';

const STATE = { missing: 0, strays: [], problems: [], problemCount: 0 };

test('messages that are missing are told first, and all of them', () => {
  const problems = ['journal.ndjson:3: 1200 messages are missing here: they could not be written'];
  expect(noticesOf({ ...STATE, missing: 1203, problems, problemCount: 4 }, 0)).toEqual([
    '1,203 messages are missing in this trace: they passed, and could not be written.',
    ...problems,
    '3 more places in the trace could not be read.',
  ]);
  expect(noticesOf({ ...STATE, missing: 1 }, 0)).toEqual([
    '1 message is missing in this trace: it passed, and could not be written.',
  ]);
});

test('of a whole trace nothing is told', () => {
  expect(noticesOf(STATE, 0)).toEqual([]);
  expect(noticesOf(null, 0)).toEqual([]);
});
