import fc from 'fast-check';
import { processName } from '../../../src/callers/process/process-name.js';

const PYTHON = '/usr/bin/python3.11';
const UWSGI = '/usr/bin/uwsgi-core';

/** A command line as people write it; the program's file is found as a shell would. */
function named(
  line: string | string[],
  exe: string | null = null,
  cwd: string | null = '/root',
): string | null {
  const argv = typeof line === 'string' ? line.split(' ') : line;
  return processName({ argv, exe: exe ?? argv[0] ?? null, cwd });
}

test.each([
  ['/usr/bin/python3 /usr/bin/openstack image list', 'openstack'],
  ['/usr/bin/python3 -u -W ignore -X dev /usr/bin/openstack image list', 'openstack'],
  ['/usr/bin/python3 /usr/bin/glance-api --config-file /etc/glance/glance-api.conf', 'glance-api'],
  ['/usr/bin/python3 /usr/bin/nova-compute', 'nova-compute'],
  ['/usr/bin/python3 /usr/bin/swift-proxy-server /etc/swift/proxy-server.conf', 'swift-proxy-server'],
  ['/usr/bin/python3 /usr/bin/keystone-wsgi-public --port 5000', 'keystone'],
  ['/usr/bin/python3 /usr/bin/glance --debug image-list', 'glance'],
  ['python3 -m openstackclient.shell image list', 'openstack'],
  ['python3 -Im http.server 80', 'http.server'],
  ['python3 -um tempest.cmd.main run', 'tempest.cmd.main'],
  ['python3 sync_images.py --all', 'sync_images.py'],
  ['python3 /opt/cloud-report/main.py', 'cloud-report'],
  ['python3 /opt/cloud-report/src/__main__.py', 'cloud-report'],
  ['python3 -- tool', 'tool'],
  ['python3 -c import', null],
  ['python3', null],
  ['python3 -', null],
  ['pypy3 /usr/bin/rally task start', 'rally'],
  ['node /srv/dashboard/dist/server.js', 'dashboard'],
  ['node --import tsx -r dotenv bin/report.mjs', 'report.mjs'],
  ['node -e 1', null],
  ['ruby -I lib /usr/bin/fog', 'fog'],
  ['perl -w /usr/local/bin/check_nova', 'check_nova'],
  ['bash /root/backup.sh daily', 'backup.sh'],
  ['bash -x -o pipefail /root/backup.sh', 'backup.sh'],
  ['bash -c openstack', null],
  ['-bash', null],
  ['java -Xmx1g -cp a.jar:b.jar com.acme.CloudSync --once', 'com.acme.CloudSync'],
  ['java -jar /opt/cloud-sync-1.4.2.jar', 'cloud-sync'],
  ['deno run --allow-net report.ts', 'report.ts'],
  ['curl -s http://127.0.0.1/identity', 'curl'],
  ['/usr/local/bin/terraform apply', 'terraform'],
  ['/root/.terraform/providers/terraform-provider-openstack_v1.54.1', 'terraform'],
])('%s is %s', (line, name) => {
  expect(named(line)).toBe(name);
});

test.each([
  ['uwsgi --ini /etc/keystone/keystone-uwsgi-public.ini', 'keystone'],
  ['uwsgi --ini /etc/glance/glance-uwsgi.ini', 'glance-api'],
  ['uwsgi --ini=/tmp/e2e/etc/glance/uwsgi.ini', 'glance-api'],
  ['uwsgi --procname-prefix nova-api --ini /etc/nova/nova-api-uwsgi.ini', 'nova-api'],
  ['uwsgi --ini /etc/nova/nova-metadata-uwsgi.ini --venv /opt/stack/data/venv', 'nova-metadata'],
  ['uwsgi --ini /etc/neutron/neutron-api-uwsgi.ini', 'neutron-server'],
  ['uwsgi --http :9292 --wsgi-file /usr/bin/glance-wsgi-api', 'glance-api'],
  ['uwsgi -w keystone.server.wsgi:application', 'keystone'],
  ['uwsgi --module nova.wsgi.osapi_compute:application', 'nova-api'],
  ['uwsgi --mount /identity=/run/x/keystone-wsgi-public.wsgi', 'keystone'],
  ['uwsgi /etc/uwsgi/apps-enabled/heat-api-cfn.ini', 'heat-api-cfn'],
  ['uwsgi --ini /etc/uwsgi/apps-enabled/billing.ini', 'billing'],
  ['uwsgi --ini /srv/app.ini', null],
  ['uwsgi --http :80', null],
  ['uwsgi', null],
])('the uWSGI process %s is %s', (line, name) => {
  expect(named(line, UWSGI)).toBe(name);
});

test.each([
  ['real-stack-glanceuWSGI worker 1', UWSGI, 'glance-api'],
  ['keystoneuWSGI master', UWSGI, 'keystone'],
  ['placement uWSGI http 1', UWSGI, 'placement-api'],
  ['uWSGI worker 2', UWSGI, null],
  ['(wsgi:keystone-public) -k start', '/usr/sbin/apache2', 'keystone'],
  ['(wsgi:keystone-pub -k start', '/usr/sbin/apache2', 'keystone-pub'],
  ['(wsgi:horizon) -k start', '/usr/sbin/httpd', 'horizon'],
  ['gunicorn: worker [glance-api]', PYTHON, 'glance-api'],
  ['gunicorn: master [gunicorn]', PYTHON, null],
  [
    'neutron-server: rpc worker (/usr/bin/python3 /usr/bin/neutron-server --config-file x)',
    PYTHON,
    'neutron-server',
  ],
  ['/usr/bin/python3 /usr/bin/nova-conductor --config-file /etc/nova/nova.conf', PYTHON, 'nova-conductor'],
  ['nginx: worker process', '/usr/sbin/nginx', null],
])('the process titled %s is %s', (title, exe, name) => {
  expect(named([title], exe)).toBe(name);
});

test.each([
  ['/usr/bin/python3 /usr/bin/gunicorn3 --bind :5000 keystone.server.wsgi:application', 'keystone'],
  ['/usr/bin/python3 /usr/bin/gunicorn -n placement app:application', 'placement-api'],
  ['/usr/bin/python3 -m gunicorn --bind :80 wsgi:app', null],
])('the Gunicorn process %s is %s', (line, name) => {
  expect(named(line, PYTHON)).toBe(name);
});

test.each([
  'apache2 -f /etc/httpd.conf -k start',
  'httpd',
  'haproxy -f x',
  'ssh -L 1:h:2 h',
  'docker-proxy -proto tcp',
])('what %s asks, others ask', (line) => expect(named(line)).toBeNull());

test('by its file a program is known when it gives itself a title, or was replaced by an update', () => {
  expect(named(['weird title here'], '/opt/bin/agent')).toBe('agent');
  expect(named(['/usr/bin/python3', '/usr/bin/openstack'], `${PYTHON} (deleted)`)).toBe('openstack');
  expect(processName({ argv: [], exe: '/usr/bin/tool', cwd: null })).toBe('tool');
  expect(processName({ argv: [], exe: null, cwd: null })).toBeNull();
});

test('whatever a process is called, its name is fit for the trace', () => {
  const argument = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('python3', '-m', '/usr/bin/x y', 'uwsgi', '--ini', 'é.py'),
  );
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 6 }), fc.option(argument), (argv, exe) => {
      const name = processName({ argv, exe, cwd: null });
      return name === null || /^[A-Za-z0-9._:@+-]{1,64}$/.test(name);
    }),
  );
});
