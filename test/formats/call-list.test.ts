import { CallDepths } from '../../src/formats/call-list.js';

const depthsOf = (calls: readonly (readonly [number: number, parent: number | null])[]) => {
  const depths = new CallDepths();
  return calls.map(([number, parent]) => depths.depth({ number, parent }));
};

test('a call is one deeper than the one that caused it', () => {
  expect(
    depthsOf([
      [1, null],
      [2, 1],
      [3, 2],
      [4, 1],
      [5, null],
    ]),
  ).toEqual([0, 1, 2, 1, 0]);
});

test('calls that are said to cause each other are nobody’s', () => {
  expect(
    depthsOf([
      [1, 2],
      [2, 2],
      [3, 2],
    ]),
  ).toEqual([0, 0, 1]);
});
