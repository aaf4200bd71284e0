/**
 * The commands of `openstack` (python-openstackclient 6.0, Zed) that have a place in its reference: a line an
 * object, `OBJECT: ACTIONS`, with `OBJECT>PAGE` where its page is not named after it.
 */
const COMMANDS = `
access rule>access-rules: delete, list, show
access token: create
address group: create, delete, list, set, show, unset
address scope: create, delete, list, set, show
aggregate cache>aggregate: image
aggregate: add host, create, delete, list, remove host, set, show, unset
application credential>application-credentials: create, delete, list, show
availability zone: list
catalog: list, show
command: list
compute agent: create, delete, list, set
compute service: delete, list, set
configuration: show
consistency group snapshot: create, delete, list, show
consistency group: add volume, create, delete, list, remove volume, set, show
console log: show
console url: show
consumer: create, delete, list, set, show
container: create, delete, list, save, set, show, unset
credential: create, delete, list, set, show
domain: create, delete, list, set, show
ec2 credentials>ec2-credentials-v3: create, delete, list, show
endpoint group>endpoint_group: add project, create, delete, list, remove project, set, show
endpoint>endpoint-v3: add project, create, delete, list, remove project, set, show
extension: list, show
federation domain>federation-domain-project: list
federation project>federation-domain-project: list
federation protocol: create, delete, list, set, show
flavor: create, delete, list, set, show, unset
floating ip pool: list
floating ip port forwarding: create, delete, list, set, show
floating ip: create, delete, list, set, show, unset
group contains>group: user
group: add user, create, delete, list, remove user, set, show
host: list, set, show
hypervisor stats: show
hypervisor: list, show
identity provider: create, delete, list, set, show
image member>image-v2: list
image>image-v2: add project, create, delete, list, remove project, save, set, show, unset
implied role>implied_role: create, delete, list
ip availability: list, show
keypair: create, delete, list, show
limit: create, delete, list, set, show
limits: show
local ip association: create, delete, list
local ip: create, delete, list, set, show
mapping: create, delete, list, set, show
module: list
network agent: add network, add router, delete, list, remove network, remove router, set, show
network auto allocated topology: create, delete
network flavor profile: create, delete, list, set, show
network flavor: add profile, create, delete, list, remove profile, set, show
network l3 conntrack helper: create, delete, list, set, show
network meter rule: create, delete, list, show
network meter: create, delete, list, show
network qos policy: create, delete, list, set, show
network qos rule type: list, show
network qos rule: create, delete, list, set, show
network rbac: create, delete, list, set, show
network segment range>network_segment_range: create, delete, list, set, show
network segment: create, delete, list, set, show
network service provider: list
network: create, delete, list, set, show, unset
object store account: set, show, unset
object: create, delete, list, save, set, show, unset
policy: create, delete, list, set, show
port: create, delete, list, set, show, unset
project cleanup:
project purge:
project>project-v3: create, delete, list, set, show
quota: list, set, show
region: create, delete, list, set, show
role assignment: list
role>role-v3: add, create, delete, list, remove, set, show
router: add port, add route, add subnet, create, delete, list, remove port, remove route, remove subnet, set, show, unset
security group rule: create, delete, list, show
security group: create, delete, list, set, show, unset
server backup: create
server event: list, show
server group: create, delete, list, show
server image: create
server migrate>server: confirm, revert
server migration force>server-migration: complete
server migration: abort, confirm, list, revert, show
server resize>server: confirm, revert
server: add fixed ip, add floating ip, add network, add port, add security group, add volume, create, delete, evacuate, list, lock, migrate, pause, reboot, rebuild, remove fixed ip, remove floating ip, remove network, remove port, remove security group, remove volume, rescue, resize, restore, resume, set, shelve, show, ssh, start, stop, suspend, unlock, unpause, unrescue, unset, unshelve
service provider: create, delete, list, set, show
service>service-v3: create, delete, list, set, show
subnet pool: create, delete, list, set, show, unset
subnet: create, delete, list, set, show, unset
token>token-v3: issue, revoke
trust: create, delete, list, show
usage: list, show
user password>user-v3: set
user>user-v3: create, delete, list, set, show
versions: show
volume attachment: complete, create, delete, list, set, show
volume backup: create, delete, list, restore, set, show, unset
volume qos: associate, create, delete, disassociate, list, set, show, unset
volume service: list, set
volume snapshot: create, delete, list, set, show, unset
volume transfer request: accept, create, delete, list, show
volume type: create, delete, list, set, show, unset
volume: create, delete, list, migrate, set, show, unset`;

const REFERENCE = 'https://docs.openstack.org/python-openstackclient/zed/cli/command-objects/';

/** Page of each command's object: `image-v2` for `image remove project`. */
const pages = new Map<string, string>();
for (const line of COMMANDS.trim().split('\n')) {
  const [left = '', actions = ''] = line.split(/: ?/);
  const [object = '', page = object.replaceAll(' ', '-')] = left.split('>');
  for (const action of actions.split(', ')) pages.set(`${object} ${action}`.trim(), page);
}

/** Words of the longest command. */
const LONGEST = Math.max(...[...pages.keys()].map((command) => command.split(' ').length));

/** Where a command of `openstack` is documented: `image remove project`. null: not known. */
export function commandReference(command: string): string | null {
  const page = pages.get(command);
  return page === undefined ? null : `${REFERENCE}${page}.html#${command.replaceAll(' ', '-')}`;
}

/** The longest command that words begin with: `image remove project` of `image remove project IMAGE PROJECT`. */
export function knownCommand(words: readonly string[]): string | null {
  for (let length = Math.min(LONGEST, words.length); length > 0; length--) {
    const command = words.slice(0, length).join(' ');
    if (pages.has(command)) return command;
  }
  return null;
}
