/**
 * Operations of one path that the request's body tells apart: the key in the body (of an action, or of
 * what is created) and what the title of the operation says. Compute is not here: its titles name
 * the key themselves ("Reboot Server (reboot Action)"), but for a few.
 */
type Titles = Readonly<Record<string, RegExp>>;

const COMPUTE: Titles = {
  trigger_crash_dump: /^Trigger Crash Dump/,
  add_host: /^Add Host$/,
  remove_host: /^Remove Host$/,
  set_metadata: /^Create Or Update Aggregate Metadata$/,
  associate_host: /^Associate Host$/,
  disassociate: /^Disassociate Network$/,
  disassociate_host: /^Disassociate Host$/,
  disassociate_project: /^Disassociate Project$/,
};

const BLOCK_STORAGE: Titles = {
  'os-attach': /^Attach volume/,
  'os-detach': /^Detach volume/,
  'os-extend': /^Extend (a )?volume size/,
  'os-extend_volume_completion': /^Complete extending/,
  'os-migrate_volume': /^Migrate (a )?volume/,
  'os-migrate_volume_completion': /^Complete migration/,
  'os-force_delete': /^Force.delete/,
  'os-force_detach': /^Force detach/,
  'os-initialize_connection': /^Initialize volume attachment/,
  'os-terminate_connection': /^Terminate volume attachment/,
  'os-reimage': /^Reimage/,
  'os-reserve': /^Reserve volume/,
  'os-unreserve': /^Unmark volume as reserved/,
  'os-reset_status': /^Reset a (volume|backup|snapshot)'s status|^Reset (volume status|backup's status)/,
  'os-retype': /^Retype/,
  'os-set_image_metadata': /^Set image metadata/,
  'os-unset_image_metadata': /^Remove image metadata/,
  'os-show_image_metadata': /^Show image metadata/,
  'os-set_bootable': /bootable status$/,
  'os-begin_detaching': /^Update volume status to detaching/,
  'os-roll_detaching': /^Roll back volume status/,
  'os-update_readonly_flag': /read-only/,
  'os-volume_upload_image': /^Upload volume to image/,
  'os-unmanage': /^Unmanage/,
  'os-update_snapshot_status': /^Update status of a snapshot/,
  revert: /^Revert volume to snapshot/,
  delete: /^Delete group/,
  reset_status: /^Reset group status/,
  disable_replication: /^Disable group replication/,
  enable_replication: /^Enable group replication/,
  failover_replication: /^Failover replication/,
  list_replication_targets: /^List replication targets/,
  addProjectAccess: /^Add private volume type access/,
  removeProjectAccess: /^Remove private volume type access/,
  extra_specs: /^Update extra specs/,
  volume_type: /^Update volume type/,
};

const SHARED_FILE_SYSTEM: Titles = {
  extend: /^Extend share/,
  shrink: /^Shrink share/,
  allow_access: /^Grant access/,
  deny_access: /^Revoke access/,
  access_list: /^List access rules/,
  reset_status: /^Reset (share |share instance |share snapshot |share backup )?(state|status)/,
  reset_replica_state: /^Reset replica_state/,
  force_delete: /^Force-delete/,
  promote: /^Promote share replica/,
  resync: /^Resync share replica/,
  revert: /^Revert share to snapshot/,
  soft_delete: /^Soft delete share/,
  restore: /^Restore/,
  unmanage: /^Unmanage/,
  migration_start: /^Start (Migration|a Share Server Migration)/,
  migration_complete: /^Complete (Migration|Share Server Migration)/,
  migration_cancel: /^Cancel (Migration|Share Server Migration)/,
  migration_get_progress: /Migration Get Progress/,
  migration_check: /Migration Check Compatibility/,
  add_security_service: /^Add security service/,
  remove_security_service: /^Remove security service/,
  update_security_service: /^Update share network security service/,
  add_security_service_check: /security service add/,
  update_security_service_check: /security service update \(/,
  addProjectAccess: /^Add share (group )?type access/,
  removeProjectAccess: /^Remove share (group )?type access/,
};

const NETWORK: Titles = {
  network: /^Create network$/,
  networks: /^Bulk create networks$/,
  port: /^Create port$/,
  ports: /^Bulk create ports$/,
  subnet: /^Create subnet$/,
  subnets: /^Bulk create subnet$/,
  security_group_rule: /^Create security group rule$/,
  security_group_rules: /^Bulk create security group rule$/,
};

const ORCHESTRATION: Titles = {
  suspend: /^Suspend stack/,
  resume: /^Resume stack/,
  check: /^Check stack/,
  cancel_update: /^Cancel stack update$/,
  cancel_without_rollback: /without rollback$/,
};

const DATABASE: Titles = {
  restart: /^Restart instance/,
  promote_to_replica_source: /^Promote instance/,
  eject_replica_source: /^Eject/,
  stop: /^Stop database service/,
  reboot: /^Reboot instance/,
  migrate: /^Cold Migrate/,
  rebuild: /^Rebuild instance/,
  'reset-task-status': /^Reset instance task status/,
  reset_status: /^Reset instance status/,
};

/** By service type, then by a key of the body: what the title of that key's operation looks like. */
export const ACTION_TITLES: Readonly<Record<string, Titles>> = {
  compute: COMPUTE,
  'block-storage': BLOCK_STORAGE,
  'shared-file-system': SHARED_FILE_SYSTEM,
  network: NETWORK,
  orchestration: ORCHESTRATION,
  database: DATABASE,
};
