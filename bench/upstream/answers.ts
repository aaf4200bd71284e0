/** What the upstream answers, as a Keystone and a Glance would. `port`: the upstream's own. */

/** JSON of one image, about 0.3 KB, with links below the image service. */
export const imageAnswer = (): string => {
  const id = '00000000-0000-4000-8000-000000000000';
  const [self, file] = [`/v2/images/${id}`, `/v2/images/${id}/file`];
  return JSON.stringify({ id, name: 'cirros', status: 'active', disk_format: 'qcow2', tags: [], self, file });
};

/** JSON of a token, about 4 KB, with a catalog that names the upstream. */
export function tokenAnswer(port: number): string {
  const id = (number: number) => number.toString(16).padStart(32, '0');
  const service = (number: number, type: string, name: string, path: string) => ({
    endpoints: ['public', 'internal', 'admin'].map((kind, at) => ({
      id: id(number * 16 + at),
      interface: kind,
      region_id: 'RegionOne',
      url: `http://127.0.0.1:${port}/${path}`,
      region: 'RegionOne',
    })),
    id: id(number),
    type,
    name,
  });
  return JSON.stringify({
    token: {
      methods: ['password'],
      user: {
        domain: { id: 'default', name: 'Default' },
        id: id(7),
        name: 'admin',
        password_expires_at: null,
      },
      audit_ids: ['mXJf0xrsRzSPqYc0pQ4vFw'],
      expires_at: '2026-01-01T01:00:00.000000Z',
      issued_at: '2026-01-01T00:00:00.000000Z',
      project: { domain: { id: 'default', name: 'Default' }, id: id(8), name: 'demo' },
      is_domain: false,
      roles: ['admin', 'member', 'reader'].map((name, at) => ({ id: id(9 + at), name })),
      catalog: [
        service(20, 'identity', 'keystone', 'identity'),
        service(21, 'image', 'glance', 'image'),
        service(22, 'compute', 'nova', 'compute/v2.1'),
        service(23, 'network', 'neutron', 'networking'),
        service(24, 'placement', 'placement', 'placement'),
        service(25, 'block-storage', 'cinder', `volume/v3/${id(8)}`),
      ],
    },
  });
}

/** JSON of a list of images, about 100 KB, with links below the image service. */
export function listAnswer(): string {
  const images = Array.from({ length: 110 }, (_, at) => {
    const id = `${at.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    return {
      name: `image-${at}`,
      disk_format: 'qcow2',
      container_format: 'bare',
      visibility: 'public',
      size: 16300544 + at,
      virtual_size: 117440512,
      status: 'active',
      checksum: at.toString(16).padStart(32, 'a'),
      protected: false,
      min_ram: 0,
      min_disk: 0,
      owner: 'cdb477d9329c450e996cae2d02a2c44f',
      os_hidden: false,
      os_hash_algo: 'sha512',
      os_hash_value: at.toString(16).padStart(128, 'b'),
      id,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      locations: [],
      direct_url: `file:///opt/stack/data/glance/images/${id}`,
      tags: ['cirros', 'x86_64'],
      self: `/v2/images/${id}`,
      file: `/v2/images/${id}/file`,
      schema: '/v2/schemas/image',
    };
  });
  return JSON.stringify({ images, first: '/v2/images', schema: '/v2/schemas/images' });
}
