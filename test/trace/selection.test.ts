import { UsageError } from '../../src/exchange/errors.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { type SelectionOptions, selection } from '../../src/trace/selection.js';

const exchange = (of: object, status: number | null = 200) =>
  ({
    from: 'openstack',
    service: 'glance-api',
    method: 'GET',
    url: 'http://10.0.0.5:9292/image/v2/images/7b/members?limit=5',
    failure: null,
    response: status === null ? null : { status },
    ...of,
  }) as Exchange;

test.each<[SelectionOptions, Exchange, boolean]>([
  [{}, exchange({}), true],
  [{ from: ['openstack'] }, exchange({}), true],
  [{ from: ['open'] }, exchange({}), false],
  [{ from: ['open*'] }, exchange({}), true],
  [{ from: ['nova', 'OpenStack'] }, exchange({}), true],
  [{ from: ['a.c'] }, exchange({ from: 'abc' }), false],
  [{ service: ['glance-api'] }, exchange({}), true],
  [{ service: ['glance'] }, exchange({}), false],
  [{ service: ['image'] }, exchange({}), true],
  [{ service: ['identity'] }, exchange({}), false],
  [{ service: ['image'] }, exchange({ service: 'image' }), true],
  [{ status: ['200'] }, exchange({}), true],
  [{ status: ['404'] }, exchange({}), false],
  [{ status: ['4xx'] }, exchange({}, 404), true],
  [{ status: ['4XX'] }, exchange({}, 500), false],
  [{ status: ['400-404'] }, exchange({}, 404), true],
  [{ status: ['400-403'] }, exchange({}, 404), false],
  [{ status: ['201,200'] }, exchange({}), true],
  [{ status: ['failed'] }, exchange({}), false],
  [{ status: ['failed'] }, exchange({}, 400), true],
  [{ status: ['failed'] }, exchange({}, null), true],
  [{ status: ['failed'] }, exchange({ failure: { code: '', message: '' } }), true],
  [{ status: ['none'] }, exchange({}, null), true],
  [{ status: ['none'] }, exchange({}), false],
  [{ status: ['4xx'] }, exchange({}, null), false],
  [{ method: ['get'] }, exchange({}), true],
  [{ method: ['PUT,POST'] }, exchange({}), false],
  [{ path: ['images'] }, exchange({}), true],
  [{ path: ['limit=5'] }, exchange({}), true],
  [{ path: ['10.0.0.5'] }, exchange({}), false],
  [{ path: ['/v2/images/{image_id}'] }, exchange({}), false],
  [{ path: ['/v2/images/{image_id}/members'] }, exchange({}), true],
  [{ path: ['/image/v2/images/{image_id}/members'] }, exchange({}), true],
  [{ path: ['images/{image_id}/members'] }, exchange({}), true],
  [{ path: ['mages/{image_id}/members'] }, exchange({}), false],
  [{ path: ['/v2/*'] }, exchange({}), true],
  [{ path: ['*/members'] }, exchange({}), true],
  [{ path: ['*/member'] }, exchange({}), false],
  [{ path: ['*?limit=*'] }, exchange({}), true],
  [{ path: ['*?limit=6*'] }, exchange({}), false],
  [{ path: ['a.c'] }, exchange({ url: 'http://x/abc' }), false],
  [{ from: ['openstack'], status: ['404'] }, exchange({}), false],
  [{ from: ['openstack'], status: ['404', '200'] }, exchange({}), true],
])('%j', (options, call, fits) => {
  expect(selection(options)(call)).toBe(fits);
});

test.each(['4', '4x', '40-50', 'bad', '', '500-400', '0xx'])('the status %j is refused', (status) => {
  expect(() => selection({ status: [status] })).toThrow(UsageError);
});
