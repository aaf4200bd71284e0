import fc from 'fast-check';
import {
  isFiltered,
  readView,
  type View,
  viewQuery,
  WHOLE_VIEW,
  withoutFilters,
} from '../../../src/web/page/view.js';

const number = fc.nat(1e6);
const text = fc.string({ unit: 'grapheme' });
const view: fc.Arbitrary<View> = fc.record({
  show: fc.constantFrom('sequence' as const, 'timeline' as const),
  text,
  from: text,
  service: text,
  method: text,
  status: text,
  path: text,
  token: number,
  after: number,
  call: number,
});

test('any view is read from its address as it was', () => {
  fc.assert(fc.property(view, (one) => expect(readView(viewQuery(one))).toEqual(one)));
});

test('the whole view has no query', () => {
  expect(viewQuery(WHOLE_VIEW)).toBe('');
  expect(readView('')).toEqual(WHOLE_VIEW);
});

test.each(['?call=-1', '?call=1.5', '?call=x', '?show=all', '?token=1e99', '?other=1'])(
  '%s asks for nothing that there is',
  (query) => {
    expect(readView(query)).toEqual(WHOLE_VIEW);
  },
);

test('without filters the view stays as it is but for them', () => {
  const one: View = { ...WHOLE_VIEW, show: 'timeline', call: 3, after: 2, path: 'x', token: 4 };
  expect(isFiltered(one)).toBe(true);
  expect(withoutFilters(one)).toEqual({ ...WHOLE_VIEW, show: 'timeline', call: 3, after: 2 });
  expect(isFiltered(withoutFilters(one))).toBe(false);
});
