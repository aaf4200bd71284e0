import { groupMessages, isBlock } from '../../src/formats/diagram-blocks.js';
import { placeMessages } from '../../src/formats/diagram-calls.js';
import { renderItems, wholeDiagram } from '../../src/formats/diagram-render.js';
import { type DiagramPart, READABLE, splitItems } from '../../src/formats/diagram-split.js';
import { VariableNames } from '../../src/openstack/variables.js';
import { mermaidSteps, STEP } from './mermaid.js';
import { outlined } from './traced-calls.js';

function parts(outline: string, options = {}, most = READABLE): DiagramPart[] {
  const placed = placeMessages(outlined(outline), { names: new VariableNames() });
  return splitItems(groupMessages(placed, options), most);
}

/** First and last number of each part. */
const ranges = (split: readonly DiagramPart[]) =>
  split.map(({ items, first }) => {
    const last = items.at(-1);
    return `${first}-${last && (isBlock(last) ? last.last : last.place)}`;
  });

/** A call that causes so many others. */
const call = (inner: number) => `a b GET /1 200\n${'  b c GET /2 200\n'.repeat(inner)}`;

test('a diagram that can be read is one part', () => {
  expect(ranges(parts(call(19)))).toEqual(['1-40']);
  expect(parts('')).toEqual([]);
});

test('a longer one is cut between the outermost calls, as evenly as that can be', () => {
  expect(ranges(parts('a b GET /1 200\n'.repeat(21)))).toEqual(['1-20', '21-42']);
  expect(ranges(parts(call(14) + call(14) + call(14)))).toEqual(['1-30', '31-60', '61-90']);
  expect(ranges(parts(call(4) + call(4) + call(14) + call(14)))).toEqual(['1-20', '21-50', '51-80']);
});

test('an outermost call that is too long itself is cut between the calls within it', () => {
  expect(ranges(parts(call(3), {}, 4))).toEqual(['1-3', '4-5', '6-8']);
});

test('calls that overlap all the time are cut where the fewest are open', () => {
  const split = parts(`1: a b GET /1 ...\n${'a c GET /2 200\n'.repeat(30)}1: 200`);
  expect(ranges(split)).toEqual(['1-31', '32-62']);
});

test('a block is not cut', () => {
  const own = `a b GET /1 200
  b keystone GET /identity 300
  b keystone POST /identity/v3/auth/tokens 201`;
  expect(ranges(parts(own, { fold: true }, 2))).toEqual(['1-1', '2-5', '6-6']);
});

test('a loop counts as what is shown of it', () => {
  const split = parts('a b GET /1 200\n'.repeat(100) + call(10), { loops: true });
  expect(ranges(split)).toEqual(['1-222']);
});

test('each part is a whole diagram to the real Mermaid, and its numbers go on', async () => {
  let number = 1;
  for (const { items, first } of parts(call(60) + call(60), { fold: true, loops: false })) {
    const text = wholeDiagram({ lines: renderItems(items, { lang: 'en', bars: true }), first });
    const [counter, ...steps] = await mermaidSteps(text);
    expect(counter?.type).toBe(STEP.autonumber);
    if (number > 1) expect(counter?.message).toMatchObject({ start: number });
    const messages = steps.filter(({ type }) => type === STEP.solid || type === STEP.dotted);
    expect(messages.length).toBeLessThanOrEqual(READABLE);
    number += messages.length;
  }
  expect(number).toBe(245);
});
