import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { VariableNames } from '../../src/openstack/variables.js';

const id = (n: number) => n.toString(16).padStart(32, '0');
const image = (names: VariableNames, n: number) =>
  names.nameIdentifiers('glance-api', 'GET', `/v2/images/${id(n)}`);

test('beyond the limit the oldest values are forgotten, and no name is given twice', () => {
  const given: string[] = [];
  const names = new VariableNames([], { limit: 3, onNew: ({ name }) => given.push(name) });
  for (let n = 1; n <= 5; n++) image(names, n);
  expect(names.table().map(({ name }) => name)).toEqual(['image_id_3', 'image_id_4', 'image_id_5']);
  expect(image(names, 5)).toBe('/v2/images/{image_id_5}');
  expect(image(names, 1)).toBe('/v2/images/{image_id_6}');
  expect(given).toEqual(['image_id', 'image_id_2', 'image_id_3', 'image_id_4', 'image_id_5', 'image_id_6']);
});

test('a table that is continued goes on behind its highest number, whatever is missing in it', () => {
  const names = new VariableNames([{ name: 'image_id_7', value: id(7) }]);
  expect(image(names, 8)).toBe('/v2/images/{image_id_8}');
  expect(image(names, 7)).toBe('/v2/images/{image_id_7}');
});

test('only names that are new are told', () => {
  const given: string[] = [];
  const names = new VariableNames([{ name: 'image_id', value: id(1) }], {
    onNew: ({ name }) => given.push(name),
  });
  image(names, 1);
  image(names, 2);
  image(names, 2);
  expect(given).toEqual(['image_id_2']);
});

test('it goes on so, however many there were', () => {
  const names = new VariableNames([], { limit: 3 });
  const idOf = (at: number) => at.toString(16).padStart(32, '0');
  for (let at = 1; at <= 5_000; at++) names.nameIdentifiers('keystone', 'GET', `/v3/projects/${idOf(at)}`);
  expect(names.table().map(({ value }) => value)).toEqual([4_998, 4_999, 5_000].map(idOf));
});

test('what is remembered of an identifier does not keep the text in memory that it stood in', () => {
  setFlagsFromString('--expose_gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const names = new VariableNames();
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let n = 1; n <= 100; n++)
    names.nameIdentifiers('glance-api', 'GET', `/v2/images/${id(n)}?${'x'.repeat(1e6)}`);
  collectGarbage();
  expect(names.table()).toHaveLength(100);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50e6);
});
