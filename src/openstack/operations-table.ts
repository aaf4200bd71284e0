// Made by scripts/make-operations.mjs; do not edit.

/**
 * The documented operations of each service type, as text that costs nothing until it is asked for.
 * A line `@URL` names the page of the lines after it. A line of an operation: `+` (the title's slug is an
 * anchor on that page) or `-` (it has none), then method, path template and title, split by tabs.
 */
// biome-ignore format: one line an operation
export const OPERATIONS: Readonly<Record<string, string>> = {
  'baremetal': `@https://docs.openstack.org/api-ref/baremetal/
+GET	/	List API versions
+GET	/v1/	Show v1 API
+GET	/v1/allocations	List Allocations
+POST	/v1/allocations	Create Allocation
+DELETE	/v1/allocations/{allocation_id}	Delete Allocation
+GET	/v1/allocations/{allocation_id}	Show Allocation Details
+PATCH	/v1/allocations/{allocation_id}	Update Allocation
+GET	/v1/chassis	List chassis
+POST	/v1/chassis	Create chassis
+GET	/v1/chassis/detail	List chassis with details
+DELETE	/v1/chassis/{chassis_id}	Delete chassis
+GET	/v1/chassis/{chassis_id}	Show chassis details
+PATCH	/v1/chassis/{chassis_id}	Update chassis
+GET	/v1/conductors	List Conductors
+GET	/v1/conductors/{hostname}	Show Conductor Details
+GET	/v1/deploy_templates	List Deploy Templates
+POST	/v1/deploy_templates	Create Deploy Template
+DELETE	/v1/deploy_templates/{deploy_template_id}	Delete Deploy Template
+GET	/v1/deploy_templates/{deploy_template_id}	Show Deploy Template Details
+PATCH	/v1/deploy_templates/{deploy_template_id}	Update a Deploy Template
+GET	/v1/drivers	List drivers
+GET	/v1/drivers/{driver_name}	Show driver details
+GET	/v1/drivers/{driver_name}/properties	Show driver properties
+GET	/v1/drivers/{driver_name}/raid/logical_disk_properties	Show driver logical disk properties
-GET	/v1/drivers/{driver_name}/vendor_passthru/methods	List Methods
-METHOD	/v1/drivers/{driver_name}/vendor_passthru?method={method_name}	Call a Method
+POST	/v1/heartbeat/{node_ident}	Agent Heartbeat
+DELETE	/v1/inspection_rules	Delete All Inspection Rules
+GET	/v1/inspection_rules	List Inspection Rules
+POST	/v1/inspection_rules	Create Inspection Rule
+DELETE	/v1/inspection_rules/{rule_id}	Delete Inspection Rule
+GET	/v1/inspection_rules/{rule_id}	Show Inspection Rule Details
+PATCH	/v1/inspection_rules/{rule_id}	Update an Inspection Rule
+GET	/v1/lookup	Agent Lookup
+GET	/v1/nodes	List Nodes
+POST	/v1/nodes	Create Node
+GET	/v1/nodes/detail	List Nodes Detailed
+DELETE	/v1/nodes/{node_ident}	Delete Node
+GET	/v1/nodes/{node_ident}	Show Node Details
+PATCH	/v1/nodes/{node_ident}	Update Node
+DELETE	/v1/nodes/{node_ident}/allocation	Delete Allocation by Node
+GET	/v1/nodes/{node_ident}/allocation	Show Allocation by Node
+GET	/v1/nodes/{node_ident}/bios	List all Bios settings by Node
+GET	/v1/nodes/{node_ident}/bios/?detail=True	List detailed Bios settings by Node
+GET	/v1/nodes/{node_ident}/bios/{bios_setting}	Show single Bios setting of a Node
+GET	/v1/nodes/{node_ident}/firmware	List all Firmware Components by Node
+GET	/v1/nodes/{node_ident}/history	List history entries for a node
+GET	/v1/nodes/{node_ident}/history/{history_event_uuid}	Retrieve a specific history entry
+GET	/v1/nodes/{node_ident}/inventory	Show Node Inventory
+DELETE	/v1/nodes/{node_ident}/maintenance	Clear Maintenance Flag
+PUT	/v1/nodes/{node_ident}/maintenance	Set Maintenance Flag
+GET	/v1/nodes/{node_ident}/management/boot_device	Get Boot Device
+PUT	/v1/nodes/{node_ident}/management/boot_device	Set Boot Device
+GET	/v1/nodes/{node_ident}/management/boot_device/supported	Get Supported Boot Devices
+GET	/v1/nodes/{node_ident}/management/indicators	List Indicators
+GET	/v1/nodes/{node_ident}/management/indicators/{ind_ident}@{component}	Get Indicator State
+PUT	/v1/nodes/{node_ident}/management/indicators/{ind_ident}@{component}	Set Indicator State
+PUT	/v1/nodes/{node_ident}/management/inject_nmi	Inject NMI (Non-Masking Interrupts)
+GET	/v1/nodes/{node_ident}/portgroups	List Portgroups by Node
+GET	/v1/nodes/{node_ident}/portgroups/detail	List detailed Portgroups by Node
+GET	/v1/nodes/{node_ident}/ports	List Ports by Node
+GET	/v1/nodes/{node_ident}/ports/detail	List detailed Ports by Node
+GET	/v1/nodes/{node_ident}/states	Node State Summary
+PUT	/v1/nodes/{node_ident}/states/boot_mode	Change Node Boot Mode
+GET	/v1/nodes/{node_ident}/states/console	Get Console
+PUT	/v1/nodes/{node_ident}/states/console	Start/Stop Console
+PUT	/v1/nodes/{node_ident}/states/power	Change Node Power State
+PUT	/v1/nodes/{node_ident}/states/provision	Change Node Provision State
+PUT	/v1/nodes/{node_ident}/states/raid	Set RAID Config
+PUT	/v1/nodes/{node_ident}/states/secure_boot	Change Node Secure Boot
+DELETE	/v1/nodes/{node_ident}/traits	Remove all traits from a node
+GET	/v1/nodes/{node_ident}/traits	List Traits of a Node
+PUT	/v1/nodes/{node_ident}/traits	Set all traits of a node
+DELETE	/v1/nodes/{node_ident}/traits/{trait}	Remove a trait from a node
+PUT	/v1/nodes/{node_ident}/traits/{trait}	Add a trait to a node
+GET	/v1/nodes/{node_ident}/validate	Validate Node
+GET	/v1/nodes/{node_ident}/vendor_passthru/methods	List Methods
+METHOD	/v1/nodes/{node_ident}/vendor_passthru?method={method_name}	Call a Method
+GET	/v1/nodes/{node_ident}/vifs	List attached VIFs of a Node
+POST	/v1/nodes/{node_ident}/vifs	Attach a VIF to a node
+DELETE	/v1/nodes/{node_ident}/vifs/{node_vif_ident}	Detach VIF from a node
+DELETE	/v1/nodes/{node_ident}/vmedia	Detach virtual media from a node
+POST	/v1/nodes/{node_ident}/vmedia	Attach a virtual media to a node
+GET	/v1/nodes/{node_ident}/volume	List Links of Volume Resources by Node
+GET	/v1/nodes/{node_ident}/volume/connectors	List Volume connectors by Node
+GET	/v1/nodes/{node_ident}/volume/targets	List Volume targets by Node
+GET	/v1/portgroups	List Portgroups
+POST	/v1/portgroups	Create Portgroup
+GET	/v1/portgroups/detail	List Detailed Portgroups
+DELETE	/v1/portgroups/{portgroup_ident}	Delete Portgroup
+GET	/v1/portgroups/{portgroup_ident}	Show Portgroup Details
+PATCH	/v1/portgroups/{portgroup_ident}	Update a Portgroup
+GET	/v1/portgroups/{portgroup_ident}/ports	List Ports by Portgroup
+GET	/v1/portgroups/{portgroup_ident}/ports/detail	List detailed Ports by Portgroup
+GET	/v1/ports	List Ports
+POST	/v1/ports	Create Port
+GET	/v1/ports/detail	List Detailed Ports
+DELETE	/v1/ports/{port_id}	Delete Port
+GET	/v1/ports/{port_id}	Show Port Details
+PATCH	/v1/ports/{port_id}	Update a Port
+GET	/v1/runbooks	List Runbooks
+POST	/v1/runbooks	Create Runbook
+DELETE	/v1/runbooks/{runbook_id}	Delete Runbook
+GET	/v1/runbooks/{runbook_id}	Show Runbook Details
+PATCH	/v1/runbooks/{runbook_id}	Update a Runbook
-GET	/v1/shards	Shards
+GET	/v1/volume	List Links of Volume Resources
+DELETE	/v1/volume/connector/{volume_connector_id}	Delete Volume Connector
+GET	/v1/volume/connectors	List Volume Connectors
+POST	/v1/volume/connectors	Create Volume Connector
+GET	/v1/volume/connectors/{volume_connector_id}	Show Volume Connector Details
+PATCH	/v1/volume/connectors/{volume_connector_id}	Update a Volume Connector
+DELETE	/v1/volume/target/{volume_target_id}	Delete Volume Target
+GET	/v1/volume/targets	List Volume Targets
+POST	/v1/volume/targets	Create Volume Target
+GET	/v1/volume/targets/{volume_target_id}	Show Volume Target Details
+PATCH	/v1/volume/targets/{volume_target_id}	Update a Volume Target`,
  'block-storage': `@https://docs.openstack.org/api-ref/block-storage/v2/index.html
+GET	/	List Api Versions
+GET	/v2/	Show API v2 details
+GET	/v2/{admin_project_id}/os-hosts	List all hosts
+GET	/v2/{admin_project_id}/os-hosts/{host_name}	Show Host Details
+GET	/v2/{admin_project_id}/os-quota-class-sets/{quota_class_name}	Show quota classes
+PUT	/v2/{admin_project_id}/os-quota-class-sets/{quota_class_name}	Update quota classes
+DELETE	/v2/{admin_project_id}/os-quota-sets/{project_id}	Delete quotas
+GET	/v2/{admin_project_id}/os-quota-sets/{project_id}	Show quotas
+PUT	/v2/{admin_project_id}/os-quota-sets/{project_id}	Update quotas
+GET	/v2/{admin_project_id}/os-quota-sets/{project_id}/defaults	Get default quotas
+GET	/v2/{project_id}/backups	List backups
+POST	/v2/{project_id}/backups	Create backup
+GET	/v2/{project_id}/backups/detail	List backups with details
+POST	/v2/{project_id}/backups/import_record	Import backup
+DELETE	/v2/{project_id}/backups/{backup_id}	Delete backup
+GET	/v2/{project_id}/backups/{backup_id}	Show backup details
+POST	/v2/{project_id}/backups/{backup_id}/action	Force-delete backup
+POST	/v2/{project_id}/backups/{backup_id}/action	Reset backup's status
+GET	/v2/{project_id}/backups/{backup_id}/export_record	Export backup
+POST	/v2/{project_id}/backups/{backup_id}/restore	Restore backup
+GET	/v2/{project_id}/capabilities/{hostname}	Show back-end capabilities
+GET	/v2/{project_id}/cgsnapshots	List consistency group snapshots
+POST	/v2/{project_id}/cgsnapshots	Create consistency group snapshot
+GET	/v2/{project_id}/cgsnapshots/detail	List consistency group snapshots with details
+DELETE	/v2/{project_id}/cgsnapshots/{cgsnapshot_id}	Delete consistency group snapshot
+GET	/v2/{project_id}/cgsnapshots/{cgsnapshot_id}	Show consistency group snapshot details
+GET	/v2/{project_id}/consistencygroups	List consistency groups
+POST	/v2/{project_id}/consistencygroups	Create consistency group
+POST	/v2/{project_id}/consistencygroups/create_from_src	Create consistency group from source
+GET	/v2/{project_id}/consistencygroups/detail	List consistency groups with details
+GET	/v2/{project_id}/consistencygroups/{consistencygroup_id}	Show consistency group details
+POST	/v2/{project_id}/consistencygroups/{consistencygroup_id}/delete	Delete consistency group
+PUT	/v2/{project_id}/consistencygroups/{consistencygroup_id}/update	Update consistency group
+GET	/v2/{project_id}/extensions	List API extensions
+GET	/v2/{project_id}/limits	Show absolute limits
+GET	/v2/{project_id}/os-availability-zone	Get Availability Zone Information
+POST	/v2/{project_id}/os-volume-manage	Manage existing volume
+GET	/v2/{project_id}/os-volume-transfer	List volume transfers
+POST	/v2/{project_id}/os-volume-transfer	Create volume transfer
+GET	/v2/{project_id}/os-volume-transfer/detail	List volume transfers, with details
+DELETE	/v2/{project_id}/os-volume-transfer/{transfer_id}	Delete volume transfer
+GET	/v2/{project_id}/os-volume-transfer/{transfer_id}	Show volume transfer details
+POST	/v2/{project_id}/os-volume-transfer/{transfer_id}/accept	Accept volume transfer
+GET	/v2/{project_id}/qos-specs	List QoS specs
+POST	/v2/{project_id}/qos-specs	Create QoS specification
+DELETE	/v2/{project_id}/qos-specs/{qos_id}	Delete QoS specification
+GET	/v2/{project_id}/qos-specs/{qos_id}	Show QoS specification details
+PUT	/v2/{project_id}/qos-specs/{qos_id}	Set keys in QoS specification
+GET	/v2/{project_id}/qos-specs/{qos_id}/associate	Associate QoS specification with volume type
+GET	/v2/{project_id}/qos-specs/{qos_id}/associations	Get all associations for QoS specification
+PUT	/v2/{project_id}/qos-specs/{qos_id}/delete_keys	Unset keys in QoS specification
+GET	/v2/{project_id}/qos-specs/{qos_id}/disassociate	Disassociate QoS specification from volume type
+GET	/v2/{project_id}/qos-specs/{qos_id}/disassociate_all	Disassociate QoS specification from all associations
+GET	/v2/{project_id}/scheduler-stats/get_pools	List back-end storage pools
+GET	/v2/{project_id}/snapshots	List snapshots
+POST	/v2/{project_id}/snapshots	Create snapshot
+GET	/v2/{project_id}/snapshots/detail	List snapshots with details
+DELETE	/v2/{project_id}/snapshots/{snapshot_id}	Delete snapshot
+GET	/v2/{project_id}/snapshots/{snapshot_id}	Show snapshot details
+PUT	/v2/{project_id}/snapshots/{snapshot_id}	Update snapshot
+POST	/v2/{project_id}/snapshots/{snapshot_id}/action	Reset snapshot's status
+GET	/v2/{project_id}/snapshots/{snapshot_id}/metadata	Show snapshot metadata
+POST	/v2/{project_id}/snapshots/{snapshot_id}/metadata	Create snapshot metadata
+PUT	/v2/{project_id}/snapshots/{snapshot_id}/metadata	Update snapshot metadata
+GET	/v2/{project_id}/types	List all volume types for v2
+POST	/v2/{project_id}/types	Create volume type for v2
+DELETE	/v2/{project_id}/types/{volume_type_id}	Delete volume type
+GET	/v2/{project_id}/types/{volume_type_id}	Show volume type details for v2
+PUT	/v2/{project_id}/types/{volume_type_id}	Update extra specs for a volume type
+PUT	/v2/{project_id}/types/{volume_type_id}	Update volume type
+GET	/v2/{project_id}/types/{volume_type_id}/encryption	Show an encryption type for v2
+POST	/v2/{project_id}/types/{volume_type_id}/encryption	Create an encryption type for v2
+GET	/v2/{project_id}/types/{volume_type_id}/encryption/{encryption_id}	Delete an encryption type for v2
+PUT	/v2/{project_id}/types/{volume_type_id}/encryption/{encryption_id}	Update an encryption type for v2
+POST	/v2/{project_id}/types/{volume_type}/action	Add private volume type access
+POST	/v2/{project_id}/types/{volume_type}/action	Remove private volume type access
+GET	/v2/{project_id}/types/{volume_type}/os-volume-type-access	List private volume type access details
+GET	/v2/{project_id}/volumes	List volumes
+POST	/v2/{project_id}/volumes	Create volume
+GET	/v2/{project_id}/volumes/detail	List volumes with details
+DELETE	/v2/{project_id}/volumes/{volume_id}	Delete volume
+GET	/v2/{project_id}/volumes/{volume_id}	Show volume details
+PUT	/v2/{project_id}/volumes/{volume_id}	Update volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Attach volume to server
+POST	/v2/{project_id}/volumes/{volume_id}/action	Complete migration of a volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Detach volume from a server
+POST	/v2/{project_id}/volumes/{volume_id}/action	Extend volume size
+POST	/v2/{project_id}/volumes/{volume_id}/action	Force delete volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Force detach volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Migrate volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Remove image metadata from volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Reset volume statuses
+POST	/v2/{project_id}/volumes/{volume_id}/action	Retype volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Set image metadata for volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Show image metadata for volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Unmanage volume
+POST	/v2/{project_id}/volumes/{volume_id}/action	Update volume bootable status
+GET	/v2/{project_id}/volumes/{volume_id}/metadata	Show volume metadata
+POST	/v2/{project_id}/volumes/{volume_id}/metadata	Create volume metadata
+PUT	/v2/{project_id}/volumes/{volume_id}/metadata	Update volume metadata
+DELETE	/v2/{project_id}/volumes/{volume_id}/metadata/{key}	Delete volume metadata
+GET	/v2/{project_id}/volumes/{volume_id}/metadata/{key}	Show volume metadata for a specific key
+PUT	/v2/{project_id}/volumes/{volume_id}/metadata/{key}	Update volume metadata for a specific key
@https://docs.openstack.org/api-ref/block-storage/v3/index.html
+GET	/	List All Api Versions
+GET	/v3/	Show API v3 details
+GET	/v3/default-types/	List default volume types
+DELETE	/v3/default-types/{project-id}	Delete a default volume type
+GET	/v3/default-types/{project-id}	Show a default volume type
+PUT	/v3/default-types/{project-id}	Create or update a default volume type
+GET	/v3/{admin_project_id}/os-hosts	List all hosts for a project
+GET	/v3/{admin_project_id}/os-hosts/{host_name}	Show Host Details for a project
+GET	/v3/{admin_project_id}/os-quota-class-sets/{quota_class_name}	Show quota classes for a project
+PUT	/v3/{admin_project_id}/os-quota-class-sets/{quota_class_name}	Update quota classes for a project
+DELETE	/v3/{admin_project_id}/os-quota-sets/{project_id}	Delete quotas for a project
+GET	/v3/{admin_project_id}/os-quota-sets/{project_id}	Show quotas for a project
+PUT	/v3/{admin_project_id}/os-quota-sets/{project_id}	Update quotas for a project
+GET	/v3/{admin_project_id}/os-quota-sets/{project_id}/defaults	Get default quotas for a project
+GET	/v3/{admin_project_id}/os-quota-sets/{project_id}?{usage}=True	Show quota usage for a project
+GET	/v3/{project_id}/attachments	List attachments
+POST	/v3/{project_id}/attachments	Create attachment
+GET	/v3/{project_id}/attachments/detail	List attachments with details
+DELETE	/v3/{project_id}/attachments/{attachment_id}	Delete attachment
+GET	/v3/{project_id}/attachments/{attachment_id}	Show attachment details
+PUT	/v3/{project_id}/attachments/{attachment_id}	Update an attachment
+POST	/v3/{project_id}/attachments/{attachment_id}/action	Complete attachment
+GET	/v3/{project_id}/backups	List backups for project
+POST	/v3/{project_id}/backups	Create a backup
+GET	/v3/{project_id}/backups/detail	List backups with detail
+POST	/v3/{project_id}/backups/import_record	Import a backup
+DELETE	/v3/{project_id}/backups/{backup_id}	Delete a backup
+GET	/v3/{project_id}/backups/{backup_id}	Show backup detail
+PUT	/v3/{project_id}/backups/{backup_id}	Update a backup
+POST	/v3/{project_id}/backups/{backup_id}/action	Force-delete a backup
+POST	/v3/{project_id}/backups/{backup_id}/action	Reset a backup's status
+GET	/v3/{project_id}/backups/{backup_id}/export_record	Export a backup
+POST	/v3/{project_id}/backups/{backup_id}/restore	Restore a backup
+GET	/v3/{project_id}/capabilities/{hostname}	Show all back-end capabilities
+GET	/v3/{project_id}/cgsnapshots	List all consistency group snapshots
+POST	/v3/{project_id}/cgsnapshots	Create a consistency group snapshot
+GET	/v3/{project_id}/cgsnapshots/detail	List all consistency group snapshots with details
+DELETE	/v3/{project_id}/cgsnapshots/{cgsnapshot_id}	Delete a consistency group snapshot
+GET	/v3/{project_id}/cgsnapshots/{cgsnapshot_id}	Show consistency group snapshot detail
+GET	/v3/{project_id}/clusters	List clusters
+GET	/v3/{project_id}/clusters/detail	List clusters with details
+PUT	/v3/{project_id}/clusters/disable	Disable cluster
+PUT	/v3/{project_id}/clusters/enable	Enable cluster
+GET	/v3/{project_id}/clusters/{cluster_name}	Show cluster details
+GET	/v3/{project_id}/consistencygroups	List project's consistency groups
+POST	/v3/{project_id}/consistencygroups	Create a consistency group
+POST	/v3/{project_id}/consistencygroups/create_from_src	Create a consistency group from source
+GET	/v3/{project_id}/consistencygroups/detail	List consistency groups and details
+GET	/v3/{project_id}/consistencygroups/{consistencygroup_id}	Show a consistency group's details
+POST	/v3/{project_id}/consistencygroups/{consistencygroup_id}/delete	Delete a consistency group
+PUT	/v3/{project_id}/consistencygroups/{consistencygroup_id}/update	Update a consistency group
+GET	/v3/{project_id}/extensions	List Known API extensions
+GET	/v3/{project_id}/group_snapshots	List group snapshots
+POST	/v3/{project_id}/group_snapshots	Create group snapshot
+GET	/v3/{project_id}/group_snapshots/detail	List group snapshots with details
+DELETE	/v3/{project_id}/group_snapshots/{group_snapshot_id}	Delete group snapshot
+GET	/v3/{project_id}/group_snapshots/{group_snapshot_id}	Show group snapshot details
+POST	/v3/{project_id}/group_snapshots/{group_snapshot_id}/action	Reset group snapshot status
+GET	/v3/{project_id}/group_types	List group types
+POST	/v3/{project_id}/group_types	Create group type
+GET	/v3/{project_id}/group_types/default	Show default group type details
+DELETE	/v3/{project_id}/group_types/{group_type_id}	Delete group type
+GET	/v3/{project_id}/group_types/{group_type_id}	Show group type details
+PUT	/v3/{project_id}/group_types/{group_type_id}	Update group type
+GET	/v3/{project_id}/group_types/{group_type_id}/group_specs	List group specs for a group type
+POST	/v3/{project_id}/group_types/{group_type_id}/group_specs	Create or update group specs for a group type
+DELETE	/v3/{project_id}/group_types/{group_type_id}/group_specs/{spec_id}	Delete one specific group spec for a group type
+GET	/v3/{project_id}/group_types/{group_type_id}/group_specs/{spec_id}	Show one specific group spec for a group type
+PUT	/v3/{project_id}/group_types/{group_type_id}/group_specs/{spec_id}	Update one specific group spec for a group type
+GET	/v3/{project_id}/groups	List groups
+POST	/v3/{project_id}/groups	Create group
+POST	/v3/{project_id}/groups/action	Create group from source
+GET	/v3/{project_id}/groups/detail	List groups with details
+GET	/v3/{project_id}/groups/{group_id}	Show group details
+PUT	/v3/{project_id}/groups/{group_id}	Update group
+POST	/v3/{project_id}/groups/{group_id}/action	Delete group
+POST	/v3/{project_id}/groups/{group_id}/action	Disable group replication
+POST	/v3/{project_id}/groups/{group_id}/action	Enable group replication
+POST	/v3/{project_id}/groups/{group_id}/action	Failover replication
+POST	/v3/{project_id}/groups/{group_id}/action	List replication targets
+POST	/v3/{project_id}/groups/{group_id}/action	Reset group status
+GET	/v3/{project_id}/limits	Show absolute limits for project
+GET	/v3/{project_id}/manageable_snapshots	List summary of snapshots available to manage
+POST	/v3/{project_id}/manageable_snapshots	Manage an existing snapshot
+GET	/v3/{project_id}/manageable_snapshots/detail	List detail of snapshots available to manage
+GET	/v3/{project_id}/manageable_volumes	List summary of volumes available to manage
+POST	/v3/{project_id}/manageable_volumes	Manage an existing volume
+GET	/v3/{project_id}/manageable_volumes/detail	List detail of volumes available to manage
+GET	/v3/{project_id}/messages	List messages
+DELETE	/v3/{project_id}/messages/{message_id}	Delete message
+GET	/v3/{project_id}/messages/{message_id}	Show message details
+GET	/v3/{project_id}/os-availability-zone	List Availability Zone Information
+GET	/v3/{project_id}/os-services	List All Cinder Services
+PUT	/v3/{project_id}/os-services/disable	Disable a Cinder Service
+PUT	/v3/{project_id}/os-services/disable-log-reason	Log Disabled Cinder Service Information
+PUT	/v3/{project_id}/os-services/enable	Enable a Cinder Service
+PUT	/v3/{project_id}/os-services/failover_host	Failover a Cinder Backend Host
+PUT	/v3/{project_id}/os-services/freeze	Freeze a Cinder Backend Host
+PUT	/v3/{project_id}/os-services/get-log	Get Current Log Levels for Cinder Services
+PUT	/v3/{project_id}/os-services/set-log	Set Log Levels of Cinder Services Dynamically
+PUT	/v3/{project_id}/os-services/thaw	Thaw a Cinder Backend Host
+GET	/v3/{project_id}/os-volume-transfer	List volume transfers for a project
+POST	/v3/{project_id}/os-volume-transfer	Create a volume transfer
+GET	/v3/{project_id}/os-volume-transfer/detail	List volume transfers and details
+DELETE	/v3/{project_id}/os-volume-transfer/{transfer_id}	Delete a volume transfer
+GET	/v3/{project_id}/os-volume-transfer/{transfer_id}	Show volume transfer detail
+POST	/v3/{project_id}/os-volume-transfer/{transfer_id}/accept	Accept a volume transfer
+GET	/v3/{project_id}/qos-specs	List QoS Specifications
+POST	/v3/{project_id}/qos-specs	Create a QoS specification
+DELETE	/v3/{project_id}/qos-specs/{qos_id}	Delete a QoS specification
+GET	/v3/{project_id}/qos-specs/{qos_id}	Show a QoS specification details
+PUT	/v3/{project_id}/qos-specs/{qos_id}	Set keys in a QoS specification
+GET	/v3/{project_id}/qos-specs/{qos_id}/associate	Associate QoS specification with a volume type
+GET	/v3/{project_id}/qos-specs/{qos_id}/associations	Get all associations for a QoS specification
+PUT	/v3/{project_id}/qos-specs/{qos_id}/delete_keys	Unset keys in a QoS specification
+GET	/v3/{project_id}/qos-specs/{qos_id}/disassociate	Disassociate QoS specification from a volume type
+GET	/v3/{project_id}/qos-specs/{qos_id}/disassociate_all	Disassociate a QoS specification from all associations
+GET	/v3/{project_id}/resource_filters	List resource filters
+GET	/v3/{project_id}/scheduler-stats/get_pools	List all back-end storage pools
+GET	/v3/{project_id}/snapshot/{snapshot_id}/metadata/{key}	Show a snapshot's metadata for a specific key
+GET	/v3/{project_id}/snapshots	List accessible snapshots
+POST	/v3/{project_id}/snapshots	Create a snapshot
+GET	/v3/{project_id}/snapshots/detail	List snapshots and details
+DELETE	/v3/{project_id}/snapshots/{snapshot_id}	Delete a snapshot
+GET	/v3/{project_id}/snapshots/{snapshot_id}	Show a snapshot's details
+PUT	/v3/{project_id}/snapshots/{snapshot_id}	Update a snapshot
+POST	/v3/{project_id}/snapshots/{snapshot_id}/action	Force delete a snapshot
+POST	/v3/{project_id}/snapshots/{snapshot_id}/action	Reset a snapshot's status
+POST	/v3/{project_id}/snapshots/{snapshot_id}/action	Update status of a snapshot
+GET	/v3/{project_id}/snapshots/{snapshot_id}/metadata	Show a snapshot's metadata
+POST	/v3/{project_id}/snapshots/{snapshot_id}/metadata	Create a snapshot's metadata
+PUT	/v3/{project_id}/snapshots/{snapshot_id}/metadata	Update a snapshot's metadata
+DELETE	/v3/{project_id}/snapshots/{snapshot_id}/metadata/{key}	Delete a snapshot's metadata
+PUT	/v3/{project_id}/snapshots/{snapshot_id}/metadata/{key}	Update a snapshot's metadata for a specific key
+GET	/v3/{project_id}/types	List all volume types
+POST	/v3/{project_id}/types	Create a volume type
+GET	/v3/{project_id}/types/default	Show default volume type
+DELETE	/v3/{project_id}/types/{volume_type_id}	Delete a volume type
+GET	/v3/{project_id}/types/{volume_type_id}	Show volume type detail
+PUT	/v3/{project_id}/types/{volume_type_id}	Update a volume type
+GET	/v3/{project_id}/types/{volume_type_id}/encryption	Show an encryption type
+POST	/v3/{project_id}/types/{volume_type_id}/encryption	Create an encryption type
+DELETE	/v3/{project_id}/types/{volume_type_id}/encryption/{encryption_id}	Delete an encryption type
+PUT	/v3/{project_id}/types/{volume_type_id}/encryption/{encryption_id}	Update an encryption type
+GET	/v3/{project_id}/types/{volume_type_id}/encryption/{key}	Show encryption specs item
+GET	/v3/{project_id}/types/{volume_type_id}/extra_specs	Show all extra specifications for volume type
+POST	/v3/{project_id}/types/{volume_type_id}/extra_specs	Create or update extra specs for volume type
+DELETE	/v3/{project_id}/types/{volume_type_id}/extra_specs/{key}	Delete extra specification for volume type
+GET	/v3/{project_id}/types/{volume_type_id}/extra_specs/{key}	Show extra specification for volume type
+PUT	/v3/{project_id}/types/{volume_type_id}/extra_specs/{key}	Update extra specification for volume type
+POST	/v3/{project_id}/types/{volume_type}/action	Add private volume type access to project
+POST	/v3/{project_id}/types/{volume_type}/action	Remove private volume type access from project
+GET	/v3/{project_id}/types/{volume_type}/os-volume-type-access	List private volume type access detail
-GET	/v3/{project_id}/volume-transfers	List volume transfers for a project
-POST	/v3/{project_id}/volume-transfers	Create a volume transfer
-GET	/v3/{project_id}/volume-transfers/detail	List volume transfers and details
-DELETE	/v3/{project_id}/volume-transfers/{transfer_id}	Delete a volume transfer
-GET	/v3/{project_id}/volume-transfers/{transfer_id}	Show volume transfer detail
-POST	/v3/{project_id}/volume-transfers/{transfer_id}/accept	Accept a volume transfer
+GET	/v3/{project_id}/volumes	List accessible volumes
+POST	/v3/{project_id}/volumes	Create a volume
+GET	/v3/{project_id}/volumes/detail	List accessible volumes with details
+GET	/v3/{project_id}/volumes/summary	Get volumes summary
+DELETE	/v3/{project_id}/volumes/{volume_id}	Delete a volume
+GET	/v3/{project_id}/volumes/{volume_id}	Show a volume's details
+PUT	/v3/{project_id}/volumes/{volume_id}	Update a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Attach volume to a server
+POST	/v3/{project_id}/volumes/{volume_id}/action	Complete extending a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Complete migration of a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Detach volume from server
+POST	/v3/{project_id}/volumes/{volume_id}/action	Extend a volume size
+POST	/v3/{project_id}/volumes/{volume_id}/action	Force delete a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Force detach a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Initialize volume attachment
+POST	/v3/{project_id}/volumes/{volume_id}/action	Migrate a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Reimage a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Remove image metadata from a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Reserve volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Reset a volume's statuses
+POST	/v3/{project_id}/volumes/{volume_id}/action	Retype a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Revert volume to snapshot
+POST	/v3/{project_id}/volumes/{volume_id}/action	Roll back volume status to in-use
+POST	/v3/{project_id}/volumes/{volume_id}/action	Set image metadata for a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Show image metadata for a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Terminate volume attachment
+POST	/v3/{project_id}/volumes/{volume_id}/action	Unmanage a volume
+POST	/v3/{project_id}/volumes/{volume_id}/action	Unmark volume as reserved.
+POST	/v3/{project_id}/volumes/{volume_id}/action	Update a volume's bootable status
+POST	/v3/{project_id}/volumes/{volume_id}/action	Update volume status to detaching
+POST	/v3/{project_id}/volumes/{volume_id}/action	Updates volume read-only access-mode flag
+POST	/v3/{project_id}/volumes/{volume_id}/action	Upload volume to image
+GET	/v3/{project_id}/volumes/{volume_id}/metadata	Show a volume's metadata
+POST	/v3/{project_id}/volumes/{volume_id}/metadata	Create metadata for volume
+PUT	/v3/{project_id}/volumes/{volume_id}/metadata	Update a volume's metadata
+DELETE	/v3/{project_id}/volumes/{volume_id}/metadata/{key}	Delete a volume's metadata
+GET	/v3/{project_id}/volumes/{volume_id}/metadata/{key}	Show a volume's metadata for a specific key
+PUT	/v3/{project_id}/volumes/{volume_id}/metadata/{key}	Update a volume's metadata for a specific key
+POST	/v3/{project_id}/workers/cleanup	Cleanup services`,
  'compute': `@https://docs.openstack.org/api-ref/compute/
+GET	/	List All Major Versions
+GET	/extensions	List Extensions
+GET	/extensions/{alias}	Show Extension Details
+GET	/flavors	List Flavors
+POST	/flavors	Create Flavor
+GET	/flavors/detail	List Flavors With Details
+DELETE	/flavors/{flavor_id}	Delete Flavor
+GET	/flavors/{flavor_id}	Show Flavor Details
+PUT	/flavors/{flavor_id}	Update Flavor Description
+POST	/flavors/{flavor_id}/action	Add Flavor Access To Tenant (addTenantAccess Action)
+POST	/flavors/{flavor_id}/action	Remove Flavor Access From Tenant (removeTenantAccess Action)
+GET	/flavors/{flavor_id}/os-extra_specs	List Extra Specs For A Flavor
+POST	/flavors/{flavor_id}/os-extra_specs	Create Extra Specs For A Flavor
+DELETE	/flavors/{flavor_id}/os-extra_specs/{flavor_extra_spec_key}	Delete An Extra Spec For A Flavor
+GET	/flavors/{flavor_id}/os-extra_specs/{flavor_extra_spec_key}	Show An Extra Spec For A Flavor
+PUT	/flavors/{flavor_id}/os-extra_specs/{flavor_extra_spec_key}	Update An Extra Spec For A Flavor
+GET	/flavors/{flavor_id}/os-flavor-access	List Flavor Access Information For Given Flavor
+GET	/images	List Images
+GET	/images/detail	List Images With Details
+DELETE	/images/{image_id}	Delete Image
+GET	/images/{image_id}	Show Image Details
+GET	/images/{image_id}/metadata	List Image Metadata
+POST	/images/{image_id}/metadata	Create Image Metadata
+PUT	/images/{image_id}/metadata	Update Image Metadata
+DELETE	/images/{image_id}/metadata/{key}	Delete Image Metadata Item
+GET	/images/{image_id}/metadata/{key}	Show Image Metadata Item
+PUT	/images/{image_id}/metadata/{key}	Create Or Update Image Metadata Item
+GET	/limits	Show Rate And Absolute Limits
+GET	/os-agents	List Agent Builds
+POST	/os-agents	Create Agent Build
+DELETE	/os-agents/{agent_build_id}	Delete Agent Build
+PUT	/os-agents/{agent_build_id}	Update Agent Build
+GET	/os-aggregates	List Aggregates
+POST	/os-aggregates	Create Aggregate
+DELETE	/os-aggregates/{aggregate_id}	Delete Aggregate
+GET	/os-aggregates/{aggregate_id}	Show Aggregate Details
+PUT	/os-aggregates/{aggregate_id}	Update Aggregate
+POST	/os-aggregates/{aggregate_id}/action	Add Host
+POST	/os-aggregates/{aggregate_id}/action	Create Or Update Aggregate Metadata
+POST	/os-aggregates/{aggregate_id}/action	Remove Host
+POST	/os-aggregates/{aggregate_id}/images	Request Image Pre-caching for Aggregate
+POST	/os-assisted-volume-snapshots	Create Assisted Volume Snapshots
+DELETE	/os-assisted-volume-snapshots/{snapshot_id}	Delete Assisted Volume Snapshot
+GET	/os-availability-zone	Get Availability Zone Information
+GET	/os-availability-zone/detail	Get Detailed Availability Zone Information
+GET	/os-baremetal-nodes	List Bare Metal Nodes
+GET	/os-baremetal-nodes/{node_id}	Show Bare Metal Node Details
+GET	/os-cells	List Cells
+POST	/os-cells	Create Cell
+GET	/os-cells/capacities	Capacities
+GET	/os-cells/detail	List Cells With Details
+GET	/os-cells/info	Info For This Cell
+DELETE	/os-cells/{cell_id}	Delete a Cell
+GET	/os-cells/{cell_id}	Show Cell Data
+PUT	/os-cells/{cell_id}	Update a Cell
+GET	/os-cells/{cell_id}/capacities	Show Cell Capacities
+POST	/os-certificates	Create Root Certificate
+GET	/os-certificates/root	Show Root Certificate Details
+GET	/os-cloudpipe	List Cloudpipes
+POST	/os-cloudpipe	Create Cloudpipe
+PUT	/os-cloudpipe/configure-project	Update Cloudpipe
+GET	/os-console-auth-tokens/{console_token}	Show Console Connection Information
+GET	/os-fixed-ips/{fixed_ip}	Show Fixed Ip Details
+POST	/os-fixed-ips/{fixed_ip}/action	Reserve Or Release A Fixed Ip
+GET	/os-floating-ip-dns	List DNS Domains
+DELETE	/os-floating-ip-dns/{domain}	Delete DNS Domain
+PUT	/os-floating-ip-dns/{domain}	Create Or Update DNS Domain
+GET	/os-floating-ip-dns/{domain}/entries/{ip}	List DNS Entries
+DELETE	/os-floating-ip-dns/{domain}/entries/{name}	Delete DNS Entry
+GET	/os-floating-ip-dns/{domain}/entries/{name}	Find Unique DNS Entry
+PUT	/os-floating-ip-dns/{domain}/entries/{name}	Create Or Update DNS Entry
+GET	/os-floating-ip-pools	List Floating Ip Pools
+GET	/os-floating-ips	List Floating Ip Addresses
+POST	/os-floating-ips	Create (Allocate) Floating Ip Address
+GET	/os-floating-ips-bulk	List Floating Ips
+POST	/os-floating-ips-bulk	Create Floating Ips
+PUT	/os-floating-ips-bulk/delete	Bulk-Delete Floating Ips
+GET	/os-floating-ips-bulk/{host_name}	List Floating Ips By Host
+DELETE	/os-floating-ips/{floating_ip_id}	Delete (Deallocate) Floating Ip Address
+GET	/os-floating-ips/{floating_ip_id}	Show Floating Ip Address Details
+GET	/os-fping	Ping Instances
+GET	/os-fping/{instance_id}	Ping An Instance
+GET	/os-hosts	List Hosts
+GET	/os-hosts/{host_name}	Show Host Details
+PUT	/os-hosts/{host_name}	Update Host status
+GET	/os-hosts/{host_name}/reboot	Reboot Host
+GET	/os-hosts/{host_name}/shutdown	Shut Down Host
+GET	/os-hosts/{host_name}/startup	Start Host
+GET	/os-hypervisors	List Hypervisors
+GET	/os-hypervisors/detail	List Hypervisors Details
+GET	/os-hypervisors/statistics	Show Hypervisor Statistics (DEPRECATED)
+GET	/os-hypervisors/{hypervisor_hostname_pattern}/search	Search Hypervisor (DEPRECATED)
+GET	/os-hypervisors/{hypervisor_hostname_pattern}/servers	List Hypervisor Servers (DEPRECATED)
+GET	/os-hypervisors/{hypervisor_id}	Show Hypervisor Details
+GET	/os-hypervisors/{hypervisor_id}/uptime	Show Hypervisor Uptime (DEPRECATED)
+GET	/os-instance_usage_audit_log	List Server Usage Audits
+GET	/os-instance_usage_audit_log/{before_timestamp}	List Usage Audits Before Specified Time
+GET	/os-keypairs	List Keypairs
+POST	/os-keypairs	Import (or create) Keypair
+DELETE	/os-keypairs/{keypair_name}	Delete Keypair
+GET	/os-keypairs/{keypair_name}	Show Keypair Details
+GET	/os-migrations	List Migrations
+GET	/os-networks	List Networks
+POST	/os-networks	Create Network
+POST	/os-networks/add	Add Network
+DELETE	/os-networks/{network_id}	Delete Network
+GET	/os-networks/{network_id}	Show Network Details
+POST	/os-networks/{network_id}/action	Associate Host
+POST	/os-networks/{network_id}/action	Disassociate Host
+POST	/os-networks/{network_id}/action	Disassociate Network
+POST	/os-networks/{network_id}/action	Disassociate Project
+GET	/os-quota-class-sets/{id}	Show the quota for Quota Class
+PUT	/os-quota-class-sets/{id}	Create or Update Quotas for Quota Class
+DELETE	/os-quota-sets/{tenant_id}	Revert Quotas To Defaults
+GET	/os-quota-sets/{tenant_id}	Show A Quota
+PUT	/os-quota-sets/{tenant_id}	Update Quotas
+GET	/os-quota-sets/{tenant_id}/defaults	List Default Quotas For Tenant
+GET	/os-quota-sets/{tenant_id}/detail	Show The Detail of Quota
+GET	/os-security-group-default-rules	List Default Security Group Rules
+POST	/os-security-group-default-rules	Create Default Security Group Rule
+DELETE	/os-security-group-default-rules/{security_group_default_rule_id}	Delete Default Security Group Rule
+GET	/os-security-group-default-rules/{security_group_default_rule_id}	Show Default Security Group Rule Details
+POST	/os-security-group-rules	Create Security Group Rule
+DELETE	/os-security-group-rules/{security_group_rule_id}	Delete Security Group Rule
+GET	/os-security-groups	List Security Groups
+POST	/os-security-groups	Create Security Group
+DELETE	/os-security-groups/{security_group_id}	Delete Security Group
+GET	/os-security-groups/{security_group_id}	Show Security Group Details
+PUT	/os-security-groups/{security_group_id}	Update Security Group
+POST	/os-server-external-events	Run Events
+GET	/os-server-groups	List Server Groups
+POST	/os-server-groups	Create Server Group
+DELETE	/os-server-groups/{server_group_id}	Delete Server Group
+GET	/os-server-groups/{server_group_id}	Show Server Group Details
+GET	/os-services	List Compute Services
+PUT	/os-services/disable	Disable Scheduling For A Compute Service
+PUT	/os-services/disable-log-reason	Disable Scheduling For A Compute Service and Log Disabled Reason
+PUT	/os-services/enable	Enable Scheduling For A Compute Service
+PUT	/os-services/force-down	Update Forced Down
+DELETE	/os-services/{service_id}	Delete Compute Service
+PUT	/os-services/{service_id}	Update Compute Service
+GET	/os-simple-tenant-usage	List Tenant Usage Statistics For All Tenants
+GET	/os-simple-tenant-usage/{tenant_id}	Show Usage Statistics For Tenant
+GET	/os-snapshots	List Snapshots
+POST	/os-snapshots	Create Snapshot
+GET	/os-snapshots/detail	List Snapshots With Details
+DELETE	/os-snapshots/{snapshot_id}	Delete Snapshot
+GET	/os-snapshots/{snapshot_id}	Show Snapshot Details
+GET	/os-tenant-networks	List Project Networks
+POST	/os-tenant-networks	Create Project Network
+DELETE	/os-tenant-networks/{network_id}	Delete Project Network
+GET	/os-tenant-networks/{network_id}	Show Project Network Details
+GET	/os-volumes	List Volumes
+POST	/os-volumes	Create Volume
+GET	/os-volumes/detail	List Volumes With Details
+DELETE	/os-volumes/{volume_id}	Delete Volume
+GET	/os-volumes/{volume_id}	Show Volume Details
+GET	/servers	List Servers
+POST	/servers	Create Multiple Servers
+POST	/servers	Create Server
+GET	/servers/detail	List Servers Detailed
+DELETE	/servers/{server_id}	Delete Server
+GET	/servers/{server_id}	Show Server Details
+PUT	/servers/{server_id}	Update Server
+POST	/servers/{server_id}/action	Add (Associate) Fixed Ip (addFixedIp Action) (DEPRECATED)
+POST	/servers/{server_id}/action	Add (Associate) Floating Ip (addFloatingIp Action) (DEPRECATED)
+POST	/servers/{server_id}/action	Add Security Group To A Server (addSecurityGroup Action)
+POST	/servers/{server_id}/action	Change Administrative Password (changePassword Action)
+POST	/servers/{server_id}/action	Confirm Resized Server (confirmResize Action)
+POST	/servers/{server_id}/action	Create Image (createImage Action)
+POST	/servers/{server_id}/action	Create Server Back Up (createBackup Action)
+POST	/servers/{server_id}/action	Evacuate Server (evacuate Action)
+POST	/servers/{server_id}/action	Force-Delete Server (forceDelete Action)
+POST	/servers/{server_id}/action	Get RDP Console (os-getRDPConsole Action)
+POST	/servers/{server_id}/action	Get SPICE Console (os-getSPICEConsole Action) (DEPRECATED)
+POST	/servers/{server_id}/action	Get Serial Console (os-getSerialConsole Action) (DEPRECATED)
+POST	/servers/{server_id}/action	Get VNC Console (os-getVNCConsole Action) (DEPRECATED)
+POST	/servers/{server_id}/action	Inject Network Information (injectNetworkInfo Action)
+POST	/servers/{server_id}/action	Live-Migrate Server (os-migrateLive Action)
+POST	/servers/{server_id}/action	Lock Server (lock Action)
+POST	/servers/{server_id}/action	Migrate Server (migrate Action)
+POST	/servers/{server_id}/action	Pause Server (pause Action)
+POST	/servers/{server_id}/action	Reboot Server (reboot Action)
+POST	/servers/{server_id}/action	Rebuild Server (rebuild Action)
+POST	/servers/{server_id}/action	Remove (Disassociate) Fixed Ip (removeFixedIp Action) (DEPRECATED)
+POST	/servers/{server_id}/action	Remove (Disassociate) Floating Ip (removeFloatingIp Action) (DEPRECATED)
+POST	/servers/{server_id}/action	Remove Security Group From A Server (removeSecurityGroup Action)
+POST	/servers/{server_id}/action	Rescue Server (rescue Action)
+POST	/servers/{server_id}/action	Reset Networking On A Server (resetNetwork Action) (DEPRECATED)
+POST	/servers/{server_id}/action	Reset Server State (os-resetState Action)
+POST	/servers/{server_id}/action	Resize Server (resize Action)
+POST	/servers/{server_id}/action	Restore Soft-Deleted Instance (restore Action)
+POST	/servers/{server_id}/action	Resume Suspended Server (resume Action)
+POST	/servers/{server_id}/action	Revert Resized Server (revertResize Action)
+POST	/servers/{server_id}/action	Shelf-Offload (Remove) Server (shelveOffload Action)
+POST	/servers/{server_id}/action	Shelve Server (shelve Action)
+POST	/servers/{server_id}/action	Show Console Output (os-getConsoleOutput Action)
+POST	/servers/{server_id}/action	Start Server (os-start Action)
+POST	/servers/{server_id}/action	Stop Server (os-stop Action)
+POST	/servers/{server_id}/action	Suspend Server (suspend Action)
+POST	/servers/{server_id}/action	Trigger Crash Dump In Server
+POST	/servers/{server_id}/action	Unlock Server (unlock Action)
+POST	/servers/{server_id}/action	Unpause Server (unpause Action)
+POST	/servers/{server_id}/action	Unrescue Server (unrescue Action)
+POST	/servers/{server_id}/action	Unshelve (Restore) Shelved Server (unshelve Action)
+GET	/servers/{server_id}/consoles	Lists Consoles
-POST	/servers/{server_id}/consoles	Create Console
+DELETE	/servers/{server_id}/consoles/{console_id}	Delete Console
+GET	/servers/{server_id}/consoles/{console_id}	Show Console Details
+GET	/servers/{server_id}/diagnostics	Show Server Diagnostics
+GET	/servers/{server_id}/ips	List Ips
+GET	/servers/{server_id}/ips/{network_label}	Show Ip Details
+GET	/servers/{server_id}/metadata	List All Metadata
+POST	/servers/{server_id}/metadata	Create or Update Metadata Items
+PUT	/servers/{server_id}/metadata	Replace Metadata Items
+DELETE	/servers/{server_id}/metadata/{key}	Delete Metadata Item
+GET	/servers/{server_id}/metadata/{key}	Show Metadata Item Details
+PUT	/servers/{server_id}/metadata/{key}	Create Or Update Metadata Item
-GET	/servers/{server_id}/migrations	List Migrations
+DELETE	/servers/{server_id}/migrations/{migration_id}	Delete (Abort) Migration
+GET	/servers/{server_id}/migrations/{migration_id}	Show Migration Details
+POST	/servers/{server_id}/migrations/{migration_id}/action	Force Migration Complete Action (force_complete Action)
+GET	/servers/{server_id}/os-instance-actions	List Actions For Server
+GET	/servers/{server_id}/os-instance-actions/{request_id}	Show Server Action Details
+GET	/servers/{server_id}/os-interface	List Port Interfaces
+POST	/servers/{server_id}/os-interface	Create Interface
+DELETE	/servers/{server_id}/os-interface/{port_id}	Detach Interface
+GET	/servers/{server_id}/os-interface/{port_id}	Show Port Interface Details
+GET	/servers/{server_id}/os-security-groups	List Security Groups By Server
+DELETE	/servers/{server_id}/os-server-password	Clear Admin Password
+GET	/servers/{server_id}/os-server-password	Show Server Password
+GET	/servers/{server_id}/os-virtual-interfaces	List Virtual Interfaces
+GET	/servers/{server_id}/os-volume_attachments	List volume attachments for an instance
+POST	/servers/{server_id}/os-volume_attachments	Attach a volume to an instance
+DELETE	/servers/{server_id}/os-volume_attachments/{volume_id}	Detach a volume from an instance
+GET	/servers/{server_id}/os-volume_attachments/{volume_id}	Show a detail of a volume attachment
+PUT	/servers/{server_id}/os-volume_attachments/{volume_id}	Update a volume attachment
+PUT	/servers/{server_id}/os-volume_attachments/{volume_id}	Update(swapping) a volume attachment
+POST	/servers/{server_id}/remote-consoles	Create Console
+GET	/servers/{server_id}/shares	List share attachments for an instance
+POST	/servers/{server_id}/shares	Attach a share to an instance
+DELETE	/servers/{server_id}/shares/{share_id}	Detach a share from an instance
+GET	/servers/{server_id}/shares/{share_id}	Show a detail of a share attachment
+DELETE	/servers/{server_id}/tags	Delete All Tags
+GET	/servers/{server_id}/tags	List Tags
+PUT	/servers/{server_id}/tags	Replace Tags
+DELETE	/servers/{server_id}/tags/{tag}	Delete a Single Tag
+GET	/servers/{server_id}/tags/{tag}	Check Tag Existence
+PUT	/servers/{server_id}/tags/{tag}	Add a Single Tag
+GET	/servers/{server_id}/topology	Show Server Topology
+GET	/{api_version}/	Show Details of Specific API Version`,
  'container-infrastructure-management': `@https://docs.openstack.org/api-ref/container-infrastructure-management/
+GET	/	List API Versions
+GET	/v1/	Show v1 API Version
+PATCH	/v1/certificates/	Rotate the CA certificate for a cluster
+POST	/v1/certificates/	Generate the CA certificate for a cluster
+GET	/v1/certificates/{cluster_ident}?ca_cert_type={ca_cert_type}	Show details about the CA certificate for a cluster
+GET	/v1/clusters	List all clusters
+POST	/v1/clusters	Create new cluster
+DELETE	/v1/clusters/{cluster_ident}	Delete a cluster
+GET	/v1/clusters/{cluster_ident}	Show details of a cluster
+PATCH	/v1/clusters/{cluster_ident}	Update information of cluster
+POST	/v1/clusters/{cluster_ident}/actions/resize	Resize a cluster
+POST	/v1/clusters/{cluster_ident}/actions/upgrade	Upgrade a cluster
+GET	/v1/clustertemplates	List all cluster templates
+POST	/v1/clustertemplates	Create new cluster template
+DELETE	/v1/clustertemplates/{clustertemplate_ident}	Delete a cluster template
+GET	/v1/clustertemplates/{clustertemplate_ident}	Show details of a cluster template
+PATCH	/v1/clustertemplates/{clustertemplate_ident}	Update information of cluster template
+GET	/v1/mservices	List container infrastructure management services
+GET	/v1/quotas	List all quotas
+POST	/v1/quotas	Set new quota
+DELETE	/v1/quotas/{project_id}/{resource}	Delete a resource quota
+GET	/v1/quotas/{project_id}/{resource}	Show details of a quota
+PATCH	/v1/quotas/{project_id}/{resource}	Update a resource quota
+GET	/v1/stats	Show overall stats
+GET	/v1/stats?project_id=<project_id>	Show stats for a tenant`,
  'database': `@https://docs.openstack.org/api-ref/database/
+GET	/	List versions
+DELETE	/v1.0/{project_id}/backup_strategies	Delete database strategy
+GET	/v1.0/{project_id}/backup_strategies	List backup strategies
+POST	/v1.0/{project_id}/backup_strategies	Create backup strategy
+GET	/v1.0/{project_id}/backups	List database backups
+POST	/v1.0/{project_id}/backups	Create database backup
+DELETE	/v1.0/{project_id}/backups/{backupId}	Delete database backup
+GET	/v1.0/{project_id}/backups/{backupId}	Show database backup details
+GET	/v1.0/{project_id}/configurations	List configuration groups
+POST	/v1.0/{project_id}/configurations	Create configuration group
+DELETE	/v1.0/{project_id}/configurations/{configId}	Delete configuration group
+GET	/v1.0/{project_id}/configurations/{configId}	Show configuration group details
+PATCH	/v1.0/{project_id}/configurations/{configId}	Patch configuration group
+PUT	/v1.0/{project_id}/configurations/{configId}	Update configuration group
+GET	/v1.0/{project_id}/configurations/{configId}/instances	List instances applied the configuration group
+GET	/v1.0/{project_id}/datastores	List datastores
-GET	/v1.0/{project_id}/datastores/versions/{datastore_version_id}	Show datastore version
-GET	/v1.0/{project_id}/datastores/versions/{datastore_version_id}/parameters	List datastore version configuration parameters
-GET	/v1.0/{project_id}/datastores/versions/{datastore_version_id}/parameters/{parameter_name}	Show datastore version configuration parameter
+DELETE	/v1.0/{project_id}/datastores/{datastore}	Delete datastore
+GET	/v1.0/{project_id}/datastores/{datastore}	Show datastore details
+GET	/v1.0/{project_id}/datastores/{datastore}/versions	List datastore versions
+GET	/v1.0/{project_id}/datastores/{datastore}/versions/{version}	Show datastore version
+GET	/v1.0/{project_id}/datastores/{datastore}/versions/{version}/parameters	List datastore version configuration parameters
+GET	/v1.0/{project_id}/datastores/{datastore}/versions/{version}/parameters/{parameter_name}	Show datastore version configuration parameter
+GET	/v1.0/{project_id}/instances	List database instances
+POST	/v1.0/{project_id}/instances	Create database instance
+GET	/v1.0/{project_id}/instances/detail	List database instances(with details)
+DELETE	/v1.0/{project_id}/instances/{instanceId}	Delete database instance
+GET	/v1.0/{project_id}/instances/{instanceId}	Show database instance details
+PUT	/v1.0/{project_id}/instances/{instanceId}	Attach configuration group
+PUT	/v1.0/{project_id}/instances/{instanceId}	Detach configuration group
+PUT	/v1.0/{project_id}/instances/{instanceId}	Detach replica
+PUT	/v1.0/{project_id}/instances/{instanceId}	Update instance accessbility
+PUT	/v1.0/{project_id}/instances/{instanceId}	Update instance name
+PUT	/v1.0/{project_id}/instances/{instanceId}	Upgrade datastore version for instance
+POST	/v1.0/{project_id}/instances/{instanceId}/action	Eject the master instance
+POST	/v1.0/{project_id}/instances/{instanceId}/action	Promote instance to replica master
+POST	/v1.0/{project_id}/instances/{instanceId}/action	Reset instance status
+POST	/v1.0/{project_id}/instances/{instanceId}/action	Resize instance flavor
+POST	/v1.0/{project_id}/instances/{instanceId}/action	Resize instance volume
+POST	/v1.0/{project_id}/instances/{instanceId}/action	Restart instance
+GET	/v1.0/{project_id}/instances/{instanceId}/backups	List backups of database instance
+GET	/v1.0/{project_id}/instances/{instanceId}/configuration	List default configuration parameters of database instance
+GET	/v1.0/{project_id}/instances/{instanceId}/databases	List instance databases
+POST	/v1.0/{project_id}/instances/{instanceId}/databases	Create database
+DELETE	/v1.0/{project_id}/instances/{instanceId}/databases/{database_name}	Delete database
+GET	/v1.0/{project_id}/instances/{instanceId}/log	List instance logs
+POST	/v1.0/{project_id}/instances/{instanceId}/log	Disable instance log
+POST	/v1.0/{project_id}/instances/{instanceId}/log	Discard instance log
+POST	/v1.0/{project_id}/instances/{instanceId}/log	Enable instance log
+POST	/v1.0/{project_id}/instances/{instanceId}/log	Publish instance log
+POST	/v1.0/{project_id}/instances/{instanceId}/log	Show instance log details
+DELETE	/v1.0/{project_id}/instances/{instanceId}/root	Disable root user
+GET	/v1.0/{project_id}/instances/{instanceId}/root	Show root-enabled status for database instance
+POST	/v1.0/{project_id}/instances/{instanceId}/root	Enable root user
+GET	/v1.0/{project_id}/instances/{instanceId}/ssl	Show instance SSL status
+POST	/v1.0/{project_id}/instances/{instanceId}/ssl	SSL disable action for instance
+POST	/v1.0/{project_id}/instances/{instanceId}/ssl	SSL enable action for instance
+POST	/v1.0/{project_id}/instances/{instanceId}/ssl	SSL rollback action for instance
+GET	/v1.0/{project_id}/instances/{instanceId}/users	List database instance users
+POST	/v1.0/{project_id}/instances/{instanceId}/users	Create user
+PUT	/v1.0/{project_id}/instances/{instanceId}/users	Update users passwords
+DELETE	/v1.0/{project_id}/instances/{instanceId}/users/{user_name}	Delete user
+GET	/v1.0/{project_id}/instances/{instanceId}/users/{user_name}	Show database instance user
+PUT	/v1.0/{project_id}/instances/{instanceId}/users/{user_name}	Update a user
+GET	/v1.0/{project_id}/instances/{instanceId}/users/{user_name}/databases	List instance databases for a user
+PUT	/v1.0/{project_id}/instances/{instanceId}/users/{user_name}/databases	Grant databases access
+DELETE	/v1.0/{project_id}/instances/{instanceId}/users/{user_name}/databases/{database_name}	Revoke databases access
+GET	/v1.0/{project_id}/limits	Show resources limit for current project
-GET	/v1.0/{project_id}/mgmt/datastore-versions	List datastore versions
+POST	/v1.0/{project_id}/mgmt/datastore-versions	Create datastore version
+DELETE	/v1.0/{project_id}/mgmt/datastore-versions/{datastore_version_id}	Delete a datastore version
+GET	/v1.0/{project_id}/mgmt/datastore-versions/{datastore_version_id}	Show datastore version details
+PATCH	/v1.0/{project_id}/mgmt/datastore-versions/{datastore_version_id}	Update datastore version details
+POST	/v1.0/{project_id}/mgmt/datastores/versions/{datastore_version_id}/parameters	Create datastore version configuration parameters
+DELETE	/v1.0/{project_id}/mgmt/datastores/versions/{datastore_version_id}/parameters/{parameter_name}	Delete a datastore version configuration parameter
+PUT	/v1.0/{project_id}/mgmt/datastores/versions/{datastore_version_id}/parameters/{parameter_name}	Update a datastore version configuration parameter
+GET	/v1.0/{project_id}/mgmt/instances	List database instances(admin)
+GET	/v1.0/{project_id}/mgmt/instances/{instanceId}	Show database instance details(admin)
+POST	/v1.0/{project_id}/mgmt/instances/{instanceId}/action	Cold Migrate instance
+POST	/v1.0/{project_id}/mgmt/instances/{instanceId}/action	Reboot instance
+POST	/v1.0/{project_id}/mgmt/instances/{instanceId}/action	Rebuild instance
+POST	/v1.0/{project_id}/mgmt/instances/{instanceId}/action	Reset instance task status
+POST	/v1.0/{project_id}/mgmt/instances/{instanceId}/action	Stop database service
+GET	/v1.0/{project_id}/mgmt/instances/{instanceId}/root	Show root-enabled history for database instance
+GET	/v1.0/{project_id}/mgmt/quotas/{user_project}	Show resources quota for a specific project
+PUT	/v1.0/{project_id}/mgmt/quotas/{user_project}	Update resources quota for a specific project`,
  'dns': `@https://docs.openstack.org/api-ref/dns/
+GET	/	List all API versions
@https://docs.openstack.org/api-ref/dns/dns-api-v2-index.html
+GET	/v2/blacklists	List Blacklists
+POST	/v2/blacklists	Create Blacklist
+DELETE	/v2/blacklists/{blacklist_id}	Delete a Blacklist
+GET	/v2/blacklists/{blacklist_id}	Show Blacklist
+PATCH	/v2/blacklists/{blacklist_id}	Update Blacklist
+GET	/v2/limits	Get Project Limits
+GET	/v2/pools	List all Pools
+GET	/v2/pools/{pool_id}	Show a Pool
+GET	/v2/quotas/	View Current Project's Quotas
+DELETE	/v2/quotas/{project_id}	Reset Quotas
+GET	/v2/quotas/{project_id}	View Quotas
+PATCH	/v2/quotas/{project_id}	Set Quotas
+GET	/v2/recordsets	List all Recordsets owned by project
+GET	/v2/reverse/floatingips	List FloatingIP's PTR record
+GET	/v2/reverse/floatingips/{region}:{floatingip_id}	Show FloatingIP's PTR record
+PATCH	/v2/reverse/floatingips/{region}:{floatingip_id}	Set FloatingIP's PTR record
+PATCH	/v2/reverse/floatingips/{region}:{floatingip_id}	Unset FloatingIP's PTR record
+GET	/v2/service_statuses	List Statuses
+GET	/v2/service_statuses/{service_id}	Show a Service Status
+GET	/v2/tlds	List Tlds
+POST	/v2/tlds	Create Tld
+DELETE	/v2/tlds/{tld_id}	Delete Tld
+GET	/v2/tlds/{tld_id}	Show Tld
+PATCH	/v2/tlds/{tld_id}	Update Tld
+GET	/v2/tsigkeys	List Tsigkeys
+POST	/v2/tsigkeys	Create Tsigkeys
+DELETE	/v2/tsigkeys/{tsigkey_id}	Delete a Tsigkey
+GET	/v2/tsigkeys/{tsigkey_id}	Show a Tsigkey
+PATCH	/v2/tsigkeys/{tsigkey_id}	Update Tsigkey
+GET	/v2/zones	List Zones
+POST	/v2/zones	Create Zone
+GET	/v2/zones/tasks/exports	List all Zone Exports
+DELETE	/v2/zones/tasks/exports/{zone_export_id}	Delete a Zone Export
+GET	/v2/zones/tasks/exports/{zone_export_id}	Show a Zone Export Information
+GET	/v2/zones/tasks/exports/{zone_export_id}/export	Retrive a Zone Export from the Designate Datastore
+GET	/v2/zones/tasks/imports	List all Zone Imports
+POST	/v2/zones/tasks/imports	Create a Zone Import
+DELETE	/v2/zones/tasks/imports/{zone_import_id}	Delete a Zone Import
+GET	/v2/zones/tasks/imports/{zone_import_id}	Show a Zone Import
+GET	/v2/zones/tasks/transfer_accepts	List Zone Transfer Accepts
+POST	/v2/zones/tasks/transfer_accepts	Create Zone Transfer Accept
+GET	/v2/zones/tasks/transfer_requests	List Zone Transfer Requests
+GET	/v2/zones/tasks/transfer_requests/{zone_transfer_accept_id}	Get Zone Transfer Accept
+DELETE	/v2/zones/tasks/transfer_requests/{zone_transfer_request_id}	Delete a Zone Transfer Request
+GET	/v2/zones/tasks/transfer_requests/{zone_transfer_request_id}	Show a Zone Transfer Request
+PATCH	/v2/zones/tasks/transfer_requests/{zone_transfer_request_id}	Update a Zone Transfer Request
+DELETE	/v2/zones/{zone_id}	Delete a Zone
+GET	/v2/zones/{zone_id}	Show a Zone
+PATCH	/v2/zones/{zone_id}	Update a Zone
+GET	/v2/zones/{zone_id}/nameservers	Get the Name Servers for a Zone
+GET	/v2/zones/{zone_id}/recordsets	List Recordsets in a Zone
+POST	/v2/zones/{zone_id}/recordsets	Create Recordset
+POST	/v2/zones/{zone_id}/recordsets	Create a MX Recordset
+POST	/v2/zones/{zone_id}/recordsets	Create a SPF Recordset
+POST	/v2/zones/{zone_id}/recordsets	Create a SRV Recordset
+POST	/v2/zones/{zone_id}/recordsets	Create a SSHFP Recordset
+DELETE	/v2/zones/{zone_id}/recordsets/{recordset_id}	Delete a Recordset
+GET	/v2/zones/{zone_id}/recordsets/{recordset_id}	Show a Recordset
+PUT	/v2/zones/{zone_id}/recordsets/{recordset_id}	Update a Recordset
+GET	/v2/zones/{zone_id}/shares	Get All Shared Zones
+POST	/v2/zones/{zone_id}/shares	Create Shared Zone
+DELETE	/v2/zones/{zone_id}/shares/{zone_share_id}	Delete a Zone Share
+GET	/v2/zones/{zone_id}/shares/{zone_share_id}	Show a Zone Share
+POST	/v2/zones/{zone_id}/tasks/abandon	Abandon Zone
+POST	/v2/zones/{zone_id}/tasks/export	Create a Zone Export
+POST	/v2/zones/{zone_id}/tasks/pool_move	Pool Move Zone
+POST	/v2/zones/{zone_id}/tasks/transfer_requests	Create Zone Transfer Request
+POST	/v2/zones/{zone_id}/tasks/xfr	Manually Trigger an Update of a Secondary Zone`,
  'identity': `@https://docs.openstack.org/api-ref/identity/v2-ext/index.html
+POST	/v2.0/ec2tokens	EC2 Authentication
+GET	/v2.0/users/{userId}/credentials/OS-EC2	List credentials (EC2 extension)
+POST	/v2.0/users/{userId}/credentials/OS-EC2	Grant credential to user
+DELETE	/v2.0/users/{userId}/credentials/OS-EC2/{credentialId}	Delete user credentials
+GET	/v2.0/users/{userId}/credentials/OS-EC2/{credentialId}	Get user credentials
@https://docs.openstack.org/api-ref/identity/v3-ext/index.html
+GET	/v3/OS-EP-FILTER/endpoint_groups	List Endpoint Groups
+POST	/v3/OS-EP-FILTER/endpoint_groups	Create Endpoint Group
+DELETE	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}	Delete Endpoint Group
+GET	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}	Get Endpoint Group
+HEAD	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}	Check Endpoint Group
+PATCH	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}	Update Endpoint Group
+GET	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/endpoints	List Endpoints Associated with Endpoint Group
+GET	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects	List Projects Associated with Endpoint Group
+DELETE	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}	Delete Endpoint Group to Project Association
+GET	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}	Get Endpoint Group to Project Association
+HEAD	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}	Check Endpoint Group to Project Association
+PUT	/v3/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}	Create Endpoint Group to Project Association
+GET	/v3/OS-EP-FILTER/endpoints/{endpoint_id}/projects	List Associations by Endpoint
+GET	/v3/OS-EP-FILTER/projects/{project_id}/endpoint_groups	List Endpoint Groups Associated with Project
+GET	/v3/OS-EP-FILTER/projects/{project_id}/endpoints	List Associations by Project
+DELETE	/v3/OS-EP-FILTER/projects/{project_id}/endpoints/{endpoint_id}	Delete Association
+HEAD	/v3/OS-EP-FILTER/projects/{project_id}/endpoints/{endpoint_id}	Check Association
+PUT	/v3/OS-EP-FILTER/projects/{project_id}/endpoints/{endpoint_id}	Create Association
+GET	/v3/OS-FEDERATION/domains	List domains a federated user can access
+GET	/v3/OS-FEDERATION/identity_providers	List identity providers
+DELETE	/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}	Delete a protocol from identity provider
+GET	/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}	Get protocol for identity provider
+PATCH	/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}	Update attribute mapping for identity provider
+PUT	/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}	Add protocol to identity provider
+GET	/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/auth	Request an unscoped OS-FEDERATION token
+DELETE	/v3/OS-FEDERATION/identity_providers/{id}	Delete identity provider
+GET	/v3/OS-FEDERATION/identity_providers/{id}	Get identity provider
+PATCH	/v3/OS-FEDERATION/identity_providers/{id}	Update identity provider
+PUT	/v3/OS-FEDERATION/identity_providers/{id}	Register an identity provider
+GET	/v3/OS-FEDERATION/identity_providers/{id}/protocols	List protocols of identity provider
+GET	/v3/OS-FEDERATION/mappings	List mappings
+DELETE	/v3/OS-FEDERATION/mappings/{id}	Delete a mapping
+GET	/v3/OS-FEDERATION/mappings/{id}	Get a mapping
+PATCH	/v3/OS-FEDERATION/mappings/{id}	Update a mapping
+PUT	/v3/OS-FEDERATION/mappings/{id}	Create a mapping
+GET	/v3/OS-FEDERATION/projects	List projects a federated user can access
+GET	/v3/OS-FEDERATION/saml2/metadata	Retrieve Metadata properties
+GET	/v3/OS-FEDERATION/service_providers	List service providers
+DELETE	/v3/OS-FEDERATION/service_providers/{id}	Delete service provider
+GET	/v3/OS-FEDERATION/service_providers/{id}	Get service provider
+PATCH	/v3/OS-FEDERATION/service_providers/{id}	Update service provider
+PUT	/v3/OS-FEDERATION/service_providers/{id}	Register a service provider
+POST	/v3/OS-OAUTH1/access_token	Create access token
+PUT	/v3/OS-OAUTH1/authorize/{request_token_id}	Authorize request token
+GET	/v3/OS-OAUTH1/consumers	List consumers
+POST	/v3/OS-OAUTH1/consumers	Create consumer
+DELETE	/v3/OS-OAUTH1/consumers/{consumer_id}	Delete consumer
+GET	/v3/OS-OAUTH1/consumers/{consumer_id}	Show consumer details
+PATCH	/v3/OS-OAUTH1/consumers/{consumer_id}	Update consumer
+POST	/v3/OS-OAUTH1/request_token	Create request token
-POST	/v3/OS-OAUTH2/token	Create Access Token
+GET	/v3/OS-REVOKE/events	List revocation events
+GET	/v3/OS-SIMPLE-CERT/ca	Show CA Certificate
+GET	/v3/OS-SIMPLE-CERT/certificates	Show Signing Certificate
+GET	/v3/OS-TRUST/trusts	List trusts
+POST	/v3/OS-TRUST/trusts	Create trust
+DELETE	/v3/OS-TRUST/trusts/{trust_id}	Delete trust
+GET	/v3/OS-TRUST/trusts/{trust_id}	Get trust
+GET	/v3/OS-TRUST/trusts/{trust_id}/roles	List roles delegated by a trust
+GET	/v3/OS-TRUST/trusts/{trust_id}/roles/{role_id}	Get role delegated by a trust
+HEAD	/v3/OS-TRUST/trusts/{trust_id}/roles/{role_id}	Check if a role is delegated by a trust
+GET	/v3/auth/OS-FEDERATION/identity_providers/{idp_id}/protocol/{protocol_id}/websso?origin=https%3A//horizon.example.com	Web Single Sign On authentication (New in version 1.3)
+POST	/v3/auth/OS-FEDERATION/saml2	Generate a SAML assertion
+POST	/v3/auth/OS-FEDERATION/saml2/ecp	Generate an ECP wrapped SAML assertion
+GET	/v3/auth/OS-FEDERATION/websso/{protocol_id}?origin=https%3A//horizon.example.com	Web Single Sign On authentication (New in version 1.2)
+POST	/v3/auth/tokens	Authenticate with Identity API
+POST	/v3/auth/tokens	Consuming a trust
+POST	/v3/auth/tokens	Request a scoped OS-FEDERATION token
+GET	/v3/endpoints/{endpoint_id}/OS-ENDPOINT-POLICY/policy	Show the effective policy associated with an endpoint
+GET	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints	List policy and service endpoint associations
+DELETE	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}	Delete a policy and endpoint association
+GET	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}	Verify a policy and endpoint association
+PUT	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}	Associate policy and endpoint
+GET	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/policy	Show policy for endpoint
+HEAD	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/policy	Check policy and service endpoint association
+DELETE	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}	Delete a policy and service-type endpoint association
+GET	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}	Verify a policy and service-type endpoint association
+PUT	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}	Associate policy and service-type endpoint
+DELETE	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}	Delete a policy and service-type endpoint in a region association
+GET	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}	Verify a policy and service-type endpoint in a region association
+PUT	/v3/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}	Associate policy and service-type endpoint in a region
+GET	/v3/users/{user_id}/OS-OAUTH1/access_tokens	List access tokens
+DELETE	/v3/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}	Revoke access token
+GET	/v3/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}	Get access token
+GET	/v3/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles	List roles for an access token
+GET	/v3/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles/{role_id}	Show role details for an access token
@https://docs.openstack.org/api-ref/identity/v3/index.html
+GET	/v3/OS-INHERIT/domains/{domain_id}/groups/{group_id}/roles/inherited_to_projects	List group's inherited project roles on domain
+DELETE	/v3/OS-INHERIT/domains/{domain_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects	Revoke an inherited project role from group on domain
+HEAD	/v3/OS-INHERIT/domains/{domain_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects	Check if group has an inherited project role on domain
+PUT	/v3/OS-INHERIT/domains/{domain_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects	Assign role to group on projects owned by a domain
+GET	/v3/OS-INHERIT/domains/{domain_id}/users/{user_id}/roles/inherited_to_projects	List user's inherited project roles on a domain
+DELETE	/v3/OS-INHERIT/domains/{domain_id}/users/{user_id}/roles/{role_id}/inherited_to_projects	Revoke an inherited project role from user on domain
+HEAD	/v3/OS-INHERIT/domains/{domain_id}/users/{user_id}/roles/{role_id}/inherited_to_projects	Check if user has an inherited project role on domain
+PUT	/v3/OS-INHERIT/domains/{domain_id}/users/{user_id}/roles/{role_id}/inherited_to_projects	Assign role to user on projects owned by domain
+DELETE	/v3/OS-INHERIT/projects/{project_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects	Revoke an inherited project role from group on project
+HEAD	/v3/OS-INHERIT/projects/{project_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects	Check if group has an inherited project role on project
+PUT	/v3/OS-INHERIT/projects/{project_id}/groups/{group_id}/roles/{role_id}/inherited_to_projects	Assign role to group on projects in a subtree
+DELETE	/v3/OS-INHERIT/projects/{project_id}/users/{user_id}/roles/{role_id}/inherited_to_projects	Revoke an inherited project role from user on project
+HEAD	/v3/OS-INHERIT/projects/{project_id}/users/{user_id}/roles/{role_id}/inherited_to_projects	Check if user has an inherited project role on project
+PUT	/v3/OS-INHERIT/projects/{project_id}/users/{user_id}/roles/{role_id}/inherited_to_projects	Assign role to user on projects in a subtree
+GET	/v3/auth/catalog	Get service catalog
+GET	/v3/auth/domains	Get available domain scopes
+GET	/v3/auth/projects	Get available project scopes
+GET	/v3/auth/system	Get available system scopes
+DELETE	/v3/auth/tokens	Revoke token
+GET	/v3/auth/tokens	Validate and show information for token
+HEAD	/v3/auth/tokens	Check token
+POST	/v3/auth/tokens	Authenticating with an Application Credential
+POST	/v3/auth/tokens	Multi-Step authentication (2-Factor Password and TOTP example)
+POST	/v3/auth/tokens	Password authentication with explicit unscoped authorization
+POST	/v3/auth/tokens	Password authentication with scoped authorization
+POST	/v3/auth/tokens	Password authentication with unscoped authorization
+POST	/v3/auth/tokens	Token authentication with explicit unscoped authorization
+POST	/v3/auth/tokens	Token authentication with scoped authorization
+POST	/v3/auth/tokens	Token authentication with unscoped authorization
+GET	/v3/auth/tokens/OS-PKI/revoked	List revoked tokens
+GET	/v3/credentials	List credentials
+POST	/v3/credentials	Create credential
+DELETE	/v3/credentials/{credential_id}	Delete credential
+GET	/v3/credentials/{credential_id}	Show credential details
+PATCH	/v3/credentials/{credential_id}	Update credential
+GET	/v3/domains	List domains
+POST	/v3/domains	Create domain
+GET	/v3/domains/config/default	Show default configuration settings
+GET	/v3/domains/config/{group}/default	Show default configuration for a group
+GET	/v3/domains/config/{group}/{option}/default	Show default option for a group
+DELETE	/v3/domains/{domain_id}	Delete domain
+GET	/v3/domains/{domain_id}	Show domain details
+PATCH	/v3/domains/{domain_id}	Update domain
+DELETE	/v3/domains/{domain_id}/config	Delete domain configuration
+GET	/v3/domains/{domain_id}/config	Show domain configuration
+PATCH	/v3/domains/{domain_id}/config	Update domain configuration
+PUT	/v3/domains/{domain_id}/config	Create domain configuration
+DELETE	/v3/domains/{domain_id}/config/{group}	Delete domain group configuration
+GET	/v3/domains/{domain_id}/config/{group}	Show domain group configuration
+PATCH	/v3/domains/{domain_id}/config/{group}	Update domain group configuration
+DELETE	/v3/domains/{domain_id}/config/{group}/{option}	Delete domain group option configuration
+GET	/v3/domains/{domain_id}/config/{group}/{option}	Show domain group option configuration
+PATCH	/v3/domains/{domain_id}/config/{group}/{option}	Update domain group option configuration
+GET	/v3/domains/{domain_id}/groups/{group_id}/roles	List role assignments for group on domain
+DELETE	/v3/domains/{domain_id}/groups/{group_id}/roles/{role_id}	Unassign role from group on domain
+HEAD	/v3/domains/{domain_id}/groups/{group_id}/roles/{role_id}	Check whether group has role assignment on domain
+PUT	/v3/domains/{domain_id}/groups/{group_id}/roles/{role_id}	Assign role to group on domain
+GET	/v3/domains/{domain_id}/users/{user_id}/roles	List role assignments for user on domain
+DELETE	/v3/domains/{domain_id}/users/{user_id}/roles/{role_id}	Unassigns role from user on domain
+HEAD	/v3/domains/{domain_id}/users/{user_id}/roles/{role_id}	Check whether user has role assignment on domain
+PUT	/v3/domains/{domain_id}/users/{user_id}/roles/{role_id}	Assign role to user on domain
+GET	/v3/endpoints	List endpoints
+POST	/v3/endpoints	Create endpoint
+DELETE	/v3/endpoints/{endpoint_id}	Delete endpoint
+GET	/v3/endpoints/{endpoint_id}	Show endpoint details
+PATCH	/v3/endpoints/{endpoint_id}	Update endpoint
+GET	/v3/groups	List groups
+POST	/v3/groups	Create group
+DELETE	/v3/groups/{group_id}	Delete group
+GET	/v3/groups/{group_id}	Show group details
+PATCH	/v3/groups/{group_id}	Update group
+GET	/v3/groups/{group_id}/users	List users in group
+DELETE	/v3/groups/{group_id}/users/{user_id}	Remove user from group
+HEAD	/v3/groups/{group_id}/users/{user_id}	Check whether user belongs to group
+PUT	/v3/groups/{group_id}/users/{user_id}	Add user to group
+GET	/v3/limits	List Limits
+POST	/v3/limits	Create Limits
+GET	/v3/limits/model	Get Enforcement Model
+DELETE	/v3/limits/{limit_id}	Delete Limit
+GET	/v3/limits/{limit_id}	Show Limit Details
+PATCH	/v3/limits/{limit_id}	Update Limit
+GET	/v3/policies	List policies
+POST	/v3/policies	Create policy
+DELETE	/v3/policies/{policy_id}	Delete policy
+GET	/v3/policies/{policy_id}	Show policy details
+PATCH	/v3/policies/{policy_id}	Update policy
+GET	/v3/projects	List projects
+POST	/v3/projects	Create project
+DELETE	/v3/projects/{project_id}	Delete project
+GET	/v3/projects/{project_id}	Show project details
+PATCH	/v3/projects/{project_id}	Update project
+GET	/v3/projects/{project_id}/groups/{group_id}/roles	List role assignments for group on project
+DELETE	/v3/projects/{project_id}/groups/{group_id}/roles/{role_id}	Unassign role from group on project
+HEAD	/v3/projects/{project_id}/groups/{group_id}/roles/{role_id}	Check whether group has role assignment on project
+PUT	/v3/projects/{project_id}/groups/{group_id}/roles/{role_id}	Assign role to group on project
+DELETE	/v3/projects/{project_id}/tags	Remove all tags from a project
+GET	/v3/projects/{project_id}/tags	List tags for a project
+PUT	/v3/projects/{project_id}/tags	Modify tag list for a project
+DELETE	/v3/projects/{project_id}/tags/{tag}	Delete single tag from project
+GET	/v3/projects/{project_id}/tags/{tag}	Check if project contains tag
+PUT	/v3/projects/{project_id}/tags/{tag}	Add single tag to a project
+GET	/v3/projects/{project_id}/users/{user_id}/roles	List role assignments for user on project
+DELETE	/v3/projects/{project_id}/users/{user_id}/roles/{role_id}	Unassign role from user on project
+HEAD	/v3/projects/{project_id}/users/{user_id}/roles/{role_id}	Check whether user has role assignment on project
+PUT	/v3/projects/{project_id}/users/{user_id}/roles/{role_id}	Assign role to user on project
+GET	/v3/regions	List regions
+POST	/v3/regions	Create region
+DELETE	/v3/regions/{region_id}	Delete region
+GET	/v3/regions/{region_id}	Show region details
+PATCH	/v3/regions/{region_id}	Update region
+GET	/v3/registered_limits	List Registered Limits
+POST	/v3/registered_limits	Create Registered Limits
+DELETE	/v3/registered_limits/{registered_limit_id}	Delete Registered Limit
+GET	/v3/registered_limits/{registered_limit_id}	Show Registered Limit Details
+PATCH	/v3/registered_limits/{registered_limit_id}	Update Registered Limit
+GET	/v3/role_assignments	List role assignments
+GET	/v3/role_inferences	List all role inference rules
+GET	/v3/roles	List roles
+POST	/v3/roles	Create role
+GET	/v3/roles/{prior_role_id}/implies	List implied (inference) roles for role
+DELETE	/v3/roles/{prior_role_id}/implies/{implies_role_id}	Delete role inference rule
+GET	/v3/roles/{prior_role_id}/implies/{implies_role_id}	Get role inference rule
+HEAD	/v3/roles/{prior_role_id}/implies/{implies_role_id}	Confirm role inference rule
+PUT	/v3/roles/{prior_role_id}/implies/{implies_role_id}	Create role inference rule
+DELETE	/v3/roles/{role_id}	Delete role
+GET	/v3/roles/{role_id}	Show role details
+PATCH	/v3/roles/{role_id}	Update role
+GET	/v3/services	List services
+POST	/v3/services	Create service
+DELETE	/v3/services/{service_id}	Delete service
+GET	/v3/services/{service_id}	Show service details
+PATCH	/v3/services/{service_id}	Update service
+GET	/v3/system/groups/{group_id}/roles	List system role assignments for a group
+DELETE	/v3/system/groups/{group_id}/roles/{role_id}	Delete a system role assignment from a group
+GET	/v3/system/groups/{group_id}/roles/{role_id}	Get system role assignment for a group
+HEAD	/v3/system/groups/{group_id}/roles/{role_id}	Check group for a system role assignment
+PUT	/v3/system/groups/{group_id}/roles/{role_id}	Assign a system role to a group
+GET	/v3/system/users/{user_id}/roles	List system role assignments for a user
+DELETE	/v3/system/users/{user_id}/roles/{role_id}	Delete a system role assignment from a user
+GET	/v3/system/users/{user_id}/roles/{role_id}	Get system role assignment for a user
+HEAD	/v3/system/users/{user_id}/roles/{role_id}	Check user for a system role assignment
+PUT	/v3/system/users/{user_id}/roles/{role_id}	Assign a system role to a user
+GET	/v3/users	List users
+POST	/v3/users	Create user
+DELETE	/v3/users/{user_id}	Delete user
+GET	/v3/users/{user_id}	Show user details
+PATCH	/v3/users/{user_id}	Update user
+GET	/v3/users/{user_id}/access_rules	List access rules
+DELETE	/v3/users/{user_id}/access_rules/{access_rule_id}	Delete access rule
+GET	/v3/users/{user_id}/access_rules/{access_rule_id}	Show access rule details
+GET	/v3/users/{user_id}/application_credentials	List application credentials
+POST	/v3/users/{user_id}/application_credentials	Create application credential
+DELETE	/v3/users/{user_id}/application_credentials/{application_credential_id}	Delete application credential
+GET	/v3/users/{user_id}/application_credentials/{application_credential_id}	Show application credential details
+GET	/v3/users/{user_id}/groups	List groups to which a user belongs
+POST	/v3/users/{user_id}/password	Change password for user
+GET	/v3/users/{user_id}/projects	List projects for user`,
  'image': `@https://docs.openstack.org/api-ref/image/versions/index.html
-GET	/	List API versions
+GET	/versions	List API versions
@https://docs.openstack.org/api-ref/image/v2/index.html
+DELETE	/v2/cache	Clear images from cache
+GET	/v2/cache	Query cache status
+POST	/v2/cache/clean	Clean invalid cached images
+POST	/v2/cache/prune	Prune image cache directory
+DELETE	/v2/cache/{image_id}	Delete image from cache
+PUT	/v2/cache/{image_id}	Queue image
+GET	/v2/images	List images
+POST	/v2/images	Create image
+DELETE	/v2/images/{image_id}	Delete image
+GET	/v2/images/{image_id}	Show image
+PATCH	/v2/images/{image_id}	Update image
+POST	/v2/images/{image_id}/actions/deactivate	Deactivate image
+POST	/v2/images/{image_id}/actions/reactivate	Reactivate image
+GET	/v2/images/{image_id}/file	Download binary image data
+PUT	/v2/images/{image_id}/file	Upload binary image data
+POST	/v2/images/{image_id}/import	Import an image
+GET	/v2/images/{image_id}/locations	Get Location
+POST	/v2/images/{image_id}/locations	Add Location
+GET	/v2/images/{image_id}/members	List image members
+POST	/v2/images/{image_id}/members	Create image member
+DELETE	/v2/images/{image_id}/members/{member_id}	Delete image member
+GET	/v2/images/{image_id}/members/{member_id}	Show image member details
+PUT	/v2/images/{image_id}/members/{member_id}	Update image member
+PUT	/v2/images/{image_id}/stage	Stage binary image data
+DELETE	/v2/images/{image_id}/tags/{tag}	Delete image tag
+PUT	/v2/images/{image_id}/tags/{tag}	Add image tag
+GET	/v2/images/{image_id}/tasks	Show tasks associated with image
+GET	/v2/info/import	Import methods and values discovery
+GET	/v2/info/stores	List stores
+GET	/v2/info/stores/detail	List stores detail
+GET	/v2/info/usage	Quota usage
+GET	/v2/schemas/image	Show image schema
+GET	/v2/schemas/images	Show images schema
+GET	/v2/schemas/member	Show image member schema
+GET	/v2/schemas/members	Show image members schema
+GET	/v2/schemas/task	Show task schema
+GET	/v2/schemas/tasks	Show tasks schema
+DELETE	/v2/stores/{store_id}/{image_id}	Delete image from store
+GET	/v2/tasks	List tasks
+POST	/v2/tasks	Create task
+GET	/v2/tasks/{task_id}	Show task details
@https://docs.openstack.org/api-ref/image/v2/metadefs-index.html
+GET	/v2/metadefs/namespaces	List namespaces
+POST	/v2/metadefs/namespaces	Create namespace
+DELETE	/v2/metadefs/namespaces/{namespace_name}	Delete namespace
+GET	/v2/metadefs/namespaces/{namespace_name}	Get namespace details
+PUT	/v2/metadefs/namespaces/{namespace_name}	Update namespace
+GET	/v2/metadefs/namespaces/{namespace_name}/objects	List objects
+POST	/v2/metadefs/namespaces/{namespace_name}/objects	Create object
+DELETE	/v2/metadefs/namespaces/{namespace_name}/objects/{object_name}	Delete object
+GET	/v2/metadefs/namespaces/{namespace_name}/objects/{object_name}	Show object
+PUT	/v2/metadefs/namespaces/{namespace_name}/objects/{object_name}	Update object
+GET	/v2/metadefs/namespaces/{namespace_name}/properties	List properties
+POST	/v2/metadefs/namespaces/{namespace_name}/properties	Create property
+DELETE	/v2/metadefs/namespaces/{namespace_name}/properties/{property_name}	Remove property definition
+GET	/v2/metadefs/namespaces/{namespace_name}/properties/{property_name}	Show property definition
+PUT	/v2/metadefs/namespaces/{namespace_name}/properties/{property_name}	Update property definition
+GET	/v2/metadefs/namespaces/{namespace_name}/resource_types	List resource type associations
+POST	/v2/metadefs/namespaces/{namespace_name}/resource_types	Create resource type association
+DELETE	/v2/metadefs/namespaces/{namespace_name}/resource_types/{name}	Remove resource type association
+DELETE	/v2/metadefs/namespaces/{namespace_name}/tags	Delete all tag definitions
+GET	/v2/metadefs/namespaces/{namespace_name}/tags	List tags
+POST	/v2/metadefs/namespaces/{namespace_name}/tags	Create tags
+DELETE	/v2/metadefs/namespaces/{namespace_name}/tags/{tag_name}	Delete tag definition
+GET	/v2/metadefs/namespaces/{namespace_name}/tags/{tag_name}	Get tag definition
+POST	/v2/metadefs/namespaces/{namespace_name}/tags/{tag_name}	Create tag definition
+PUT	/v2/metadefs/namespaces/{namespace_name}/tags/{tag_name}	Update tag definition
+GET	/v2/metadefs/resource_types	List resource types
+GET	/v2/schemas/metadefs/namespace	Show metadata definition namespace schema
+GET	/v2/schemas/metadefs/namespaces	Show metadata definition namespaces schema
+GET	/v2/schemas/metadefs/object	Show metadata definition object schema
+GET	/v2/schemas/metadefs/objects	Show metadata definition objects schema
+GET	/v2/schemas/metadefs/properties	Show metadata definition properties schema
+GET	/v2/schemas/metadefs/property	Show metadata definition property schema
+GET	/v2/schemas/metadefs/resource_type	Show metadata definition namespace resource type association schema
+GET	/v2/schemas/metadefs/resource_types	Show metadata definition namespace resource type associations schema
+GET	/v2/schemas/metadefs/tag	Show metadata definition tag schema
+GET	/v2/schemas/metadefs/tags	Show metadata definition tags schema`,
  'key-manager': `@https://docs.openstack.org/barbican/latest/api/reference/containers.html
+GET	/v1/containers	GET /v1/containers
+POST	/v1/containers	POST /v1/containers
+DELETE	/v1/containers/{container_uuid}/secrets	DELETE /v1/containers/{container_uuid}/secrets
+POST	/v1/containers/{container_uuid}/secrets	POST /v1/containers/{container_uuid}/secrets
+DELETE	/v1/containers/{uuid}	DELETE /v1/containers/{uuid}
+GET	/v1/containers/{uuid}	GET /v1/containers/{uuid}
@https://docs.openstack.org/barbican/latest/api/reference/acls.html
+DELETE	/v1/containers/{uuid}/acl	DELETE /v1/containers/{uuid}/acl
+GET	/v1/containers/{uuid}/acl	GET /v1/containers/{uuid}/acl
+PATCH	/v1/containers/{uuid}/acl	PATCH /v1/containers/{uuid}/acl
+PUT	/v1/containers/{uuid}/acl	PUT /v1/containers/{uuid}/acl
+DELETE	/v1/secrets/{uuid}/acl	DELETE /v1/secrets/{uuid}/acl
+GET	/v1/secrets/{uuid}/acl	GET /v1/secrets/{uuid}/acl
+PATCH	/v1/secrets/{uuid}/acl	PATCH /v1/secrets/{uuid}/acl
+PUT	/v1/secrets/{uuid}/acl	PUT /v1/secrets/{uuid}/acl
@https://docs.openstack.org/barbican/latest/api/reference/container_consumers.html
+DELETE	/v1/containers/{uuid}/consumers	DELETE {container_ref}/consumers
+GET	/v1/containers/{uuid}/consumers	GET {container_ref}/consumers
+POST	/v1/containers/{uuid}/consumers	POST {container_ref}/consumers
@https://docs.openstack.org/barbican/latest/api/reference/orders.html
+GET	/v1/orders	GET /v1/orders
+POST	/v1/orders	POST /v1/orders
+DELETE	/v1/orders/{uuid}	DELETE /v1/orders/{uuid}
+GET	/v1/orders/{uuid}	GET /v1/orders/{uuid}
@https://docs.openstack.org/barbican/latest/api/reference/quotas.html
+GET	/v1/project-quotas	GET /v1/project-quotas
+DELETE	/v1/project-quotas/{uuid}	DELETE /v1/project-quotas/{uuid}
+GET	/v1/project-quotas/{uuid}	GET /v1/project-quotas/{uuid}
+PUT	/v1/project-quotas/{uuid}	PUT /v1/project-quotas/{uuid}
+GET	/v1/quotas	GET /v1/quotas
@https://docs.openstack.org/barbican/latest/api/reference/store_backends.html
+GET	/v1/secret-stores	GET /v1/secret-stores
+GET	/v1/secret-stores/global-default	GET /v1/secret-stores/global-default
+GET	/v1/secret-stores/preferred	GET /v1/secret-stores/preferred
+GET	/v1/secret-stores/{secret_store_id}	GET /v1/secret-stores/{secret_store_id}
+DELETE	/v1/secret-stores/{secret_store_id}/preferred	DELETE /v1/secret-stores/{secret_store_id}/preferred
+POST	/v1/secret-stores/{secret_store_id}/preferred	POST /v1/secret-stores/{secret_store_id}/preferred
@https://docs.openstack.org/barbican/latest/api/reference/secrets.html
+GET	/v1/secrets	GET /v1/secrets
+POST	/v1/secrets	POST /v1/secrets
+DELETE	/v1/secrets/{uuid}	DELETE /v1/secrets/{uuid}
+GET	/v1/secrets/{uuid}	GET /v1/secrets/{uuid}
+PUT	/v1/secrets/{uuid}	PUT /v1/secrets/{uuid}
+GET	/v1/secrets/{uuid}/payload	GET /v1/secrets/{uuid}/payload
@https://docs.openstack.org/barbican/latest/api/reference/secret_consumers.html
+DELETE	/v1/secrets/{uuid}/consumers	DELETE {secret_ref}/consumers
+GET	/v1/secrets/{uuid}/consumers	GET {secret_ref}/consumers
+POST	/v1/secrets/{uuid}/consumers	POST {secret_ref}/consumers
@https://docs.openstack.org/barbican/latest/api/reference/secret_metadata.html
+GET	/v1/secrets/{uuid}/metadata	GET /v1/secrets/{uuid}/metadata
+PUT	/v1/secrets/{uuid}/metadata	PUT /v1/secrets/{uuid}/metadata
+POST	/v1/secrets/{uuid}/metadata/	POST /v1/secrets/{uuid}/metadata/
+DELETE	/v1/secrets/{uuid}/metadata/{key}	DELETE /v1/secrets/{uuid}/metadata/{key}
+GET	/v1/secrets/{uuid}/metadata/{key}	GET /v1/secrets/{uuid}/metadata/{key}
+PUT	/v1/secrets/{uuid}/metadata/{key}	PUT /v1/secrets/{uuid}/metadata/{key}`,
  'load-balancer': `@https://docs.openstack.org/api-ref/load-balancer/
+GET	/	List All Versions
@https://docs.openstack.org/api-ref/load-balancer/v2/index.html
+GET	/v2.0/lbaas/availabilityzoneprofiles	List Availability Zone Profiles
+POST	/v2.0/lbaas/availabilityzoneprofiles	Create Availability Zone Profile
+DELETE	/v2.0/lbaas/availabilityzoneprofiles/{availability_zone_profile_id}	Remove a Availability Zone Profile
+GET	/v2.0/lbaas/availabilityzoneprofiles/{availability_zone_profile_id}	Show Availability Zone Profile Details
+PUT	/v2.0/lbaas/availabilityzoneprofiles/{availability_zone_profile_id}	Update a Availability Zone Profile
+GET	/v2.0/lbaas/availabilityzones	List Availability Zones
+POST	/v2.0/lbaas/availabilityzones	Create Availability Zone
+DELETE	/v2.0/lbaas/availabilityzones/{availability_zone_name}	Remove an Availability Zone
+GET	/v2.0/lbaas/availabilityzones/{availability_zone_name}	Show Availability Zone Details
+PUT	/v2.0/lbaas/availabilityzones/{availability_zone_name}	Update an Availability Zone
+GET	/v2.0/lbaas/flavorprofiles	List Flavor Profiles
+POST	/v2.0/lbaas/flavorprofiles	Create Flavor Profile
+DELETE	/v2.0/lbaas/flavorprofiles/{flavorprofile_id}	Remove a Flavor Profile
+GET	/v2.0/lbaas/flavorprofiles/{flavorprofile_id}	Show Flavor Profile Details
+PUT	/v2.0/lbaas/flavorprofiles/{flavorprofile_id}	Update a Flavor Profile
+GET	/v2.0/lbaas/flavors	List Flavors
+POST	/v2.0/lbaas/flavors	Create Flavor
+DELETE	/v2.0/lbaas/flavors/{flavor_id}	Remove a Flavor
+GET	/v2.0/lbaas/flavors/{flavor_id}	Show Flavor Details
+PUT	/v2.0/lbaas/flavors/{flavor_id}	Update a Flavor
+GET	/v2/lbaas/healthmonitors	List Health Monitors
+POST	/v2/lbaas/healthmonitors	Create Health Monitor
+DELETE	/v2/lbaas/healthmonitors/{healthmonitor_id}	Remove a Health Monitor
+GET	/v2/lbaas/healthmonitors/{healthmonitor_id}	Show Health Monitor details
+PUT	/v2/lbaas/healthmonitors/{healthmonitor_id}	Update a Health Monitor
+GET	/v2/lbaas/l7policies	List L7 Policies
+POST	/v2/lbaas/l7policies	Create an L7 Policy
+DELETE	/v2/lbaas/l7policies/{l7policy_id}	Remove a L7 Policy
+GET	/v2/lbaas/l7policies/{l7policy_id}	Show L7 Policy details
+PUT	/v2/lbaas/l7policies/{l7policy_id}	Update a L7 Policy
+GET	/v2/lbaas/l7policies/{l7policy_id}/rules	List L7 Rules
+POST	/v2/lbaas/l7policies/{l7policy_id}/rules	Create an L7 Rule
+DELETE	/v2/lbaas/l7policies/{l7policy_id}/rules/{l7rule_id}	Remove a L7 Rule
+GET	/v2/lbaas/l7policies/{l7policy_id}/rules/{l7rule_id}	Show L7 Rule details
+PUT	/v2/lbaas/l7policies/{l7policy_id}/rules/{l7rule_id}	Update a L7 Rule
+GET	/v2/lbaas/listeners	List Listeners
+POST	/v2/lbaas/listeners	Create Listener
+DELETE	/v2/lbaas/listeners/{listener_id}	Remove a Listener
+GET	/v2/lbaas/listeners/{listener_id}	Show Listener details
+PUT	/v2/lbaas/listeners/{listener_id}	Update a Listener
+GET	/v2/lbaas/listeners/{listener_id}/stats	Get Listener statistics
+GET	/v2/lbaas/loadbalancers	List Load Balancers
+POST	/v2/lbaas/loadbalancers	Create a Load Balancer
+DELETE	/v2/lbaas/loadbalancers/{loadbalancer_id}	Remove a Load Balancer
+GET	/v2/lbaas/loadbalancers/{loadbalancer_id}	Show Load Balancer details
+PUT	/v2/lbaas/loadbalancers/{loadbalancer_id}	Update a Load Balancer
+PUT	/v2/lbaas/loadbalancers/{loadbalancer_id}/failover	Failover a load balancer
+GET	/v2/lbaas/loadbalancers/{loadbalancer_id}/stats	Get Load Balancer statistics
+GET	/v2/lbaas/loadbalancers/{loadbalancer_id}/status	Get the Load Balancer status tree
+GET	/v2/lbaas/pools	List Pools
+POST	/v2/lbaas/pools	Create Pool
+DELETE	/v2/lbaas/pools/{pool_id}	Remove a Pool
+GET	/v2/lbaas/pools/{pool_id}	Show Pool details
+PUT	/v2/lbaas/pools/{pool_id}	Update a Pool
+GET	/v2/lbaas/pools/{pool_id}/members	List Members
+POST	/v2/lbaas/pools/{pool_id}/members	Create Member
+PUT	/v2/lbaas/pools/{pool_id}/members	Batch Update Members
+GET	/v2/lbaas/pools/{pool_id}/members/{member-id}	Show Member details
+DELETE	/v2/lbaas/pools/{pool_id}/members/{member_id}	Remove a Member
+PUT	/v2/lbaas/pools/{pool_id}/members/{member_id}	Update a Member
+GET	/v2/lbaas/providers	List Providers
+GET	/v2/lbaas/providers/{provider}/availability_zone_capabilities	Show Provider Availability Zone Capabilities
+GET	/v2/lbaas/providers/{provider}/flavor_capabilities	Show Provider Flavor Capabilities
+GET	/v2/lbaas/quotas	List Quota
+GET	/v2/lbaas/quotas/defaults	Show Quota Defaults
+DELETE	/v2/lbaas/quotas/{project_id}	Reset a Quota
+GET	/v2/lbaas/quotas/{project_id}	Show Project Quota
+PUT	/v2/lbaas/quotas/{project_id}	Update a Quota
+GET	/v2/octavia/amphorae	List Amphora
+DELETE	/v2/octavia/amphorae/{amphora_id}	Remove an Amphora
+GET	/v2/octavia/amphorae/{amphora_id}	Show Amphora details
+PUT	/v2/octavia/amphorae/{amphora_id}/config	Configure Amphora
+PUT	/v2/octavia/amphorae/{amphora_id}/failover	Failover Amphora
+GET	/v2/octavia/amphorae/{amphora_id}/stats	Show Amphora Statistics`,
  'network': `@https://docs.openstack.org/api-ref/network/v2/index.html
+GET	/	List API versions
+DELETE	/v1.0/sfc/flow-classifiers/{flow_classifier_id}	Delete Flow Classifier
+GET	/v1.0/sfc/flow_classifiers	List Flow Classifiers
+POST	/v1.0/sfc/flow_classifiers	Create Flow Classifier
+GET	/v1.0/sfc/flow_classifiers/{flow_classifier_id}	Show Flow Classifier Details
+PUT	/v1.0/sfc/flow_classifiers/{flow_classifier_id}	Update Flow Classifier
+DELETE	/v1.0/sfc/port-chains/{port_chain_id}	Delete Port Chain
+DELETE	/v1.0/sfc/port-pair-groups/{port_pair_group_id}	Delete Port Pair Group
+DELETE	/v1.0/sfc/port-pairs/{port_pair_id}	Delete Port Pair
+GET	/v1.0/sfc/port_chains	List Port Chains
+POST	/v1.0/sfc/port_chains	Create Port Chain
+GET	/v1.0/sfc/port_chains/{port_chain_id}	Show Port Chain Details
+PUT	/v1.0/sfc/port_chains/{port_chain_id}	Update Port Chain
+GET	/v1.0/sfc/port_pair_groups	List Port Pair Groups
+POST	/v1.0/sfc/port_pair_groups	Create Port Pair Group
+GET	/v1.0/sfc/port_pair_groups/{port_pair_group_id}	Show Port Pair Group Details
+PUT	/v1.0/sfc/port_pair_groups/{port_pair_group_id}	Update Port Pair Group
+GET	/v1.0/sfc/port_pairs	List Port Pairs
+POST	/v1.0/sfc/port_pairs	Create Port Pair
+GET	/v1.0/sfc/port_pairs/{port_pair_id}	Show Port Pair Details
+PUT	/v1.0/sfc/port_pairs/{port_pair_id}	Update Port Pair
+GET	/v1.0/sfc/service_graphs	List Service Graphs
+POST	/v1.0/sfc/service_graphs	Create Service Graph
+DELETE	/v1.0/sfc/service_graphs/{sfc_service_graph_id-path}	Delete Service Graph
+GET	/v1.0/sfc/service_graphs/{sfc_service_graph_id-path}	Show Service Graph Details
+PUT	/v1.0/sfc/service_graphs/{sfc_service_graph_id-path}	Update Service Graph
+GET	/v2.0/	Show API v2 details
+GET	/v2.0/address-groups	List address groups
+POST	/v2.0/address-groups	Create address group
+DELETE	/v2.0/address-groups/{address_group_id}	Delete an address group
+GET	/v2.0/address-groups/{address_group_id}	Show address group
+PUT	/v2.0/address-groups/{address_group_id}	Update an address group
+PUT	/v2.0/address-groups/{address_group_id}/add_addresses	Add IP addresses to address group
+PUT	/v2.0/address-groups/{address_group_id}/remove_addresses	Remove IP addresses to address group
+GET	/v2.0/address-scopes	List address scopes
+POST	/v2.0/address-scopes	Create address scope
+DELETE	/v2.0/address-scopes/{address_scope_id}	Delete an address scope
+GET	/v2.0/address-scopes/{address_scope_id}	Show address scope
+PUT	/v2.0/address-scopes/{address_scope_id}	Update an address scope
+GET	/v2.0/agents	List all agents
+DELETE	/v2.0/agents/{agent_id}	Delete agent
+GET	/v2.0/agents/{agent_id}	Show agent details
+PUT	/v2.0/agents/{agent_id}	Update agent
+GET	/v2.0/agents/{agent_id}/dhcp-networks	List networks hosted by a DHCP agent
+POST	/v2.0/agents/{agent_id}/dhcp-networks	Schedule a network to a DHCP agent
+DELETE	/v2.0/agents/{agent_id}/dhcp-networks/{network_id}	Remove network from a DHCP agent
+GET	/v2.0/agents/{agent_id}/l3-routers	List routers hosted by an L3 agent
+POST	/v2.0/agents/{agent_id}/l3-routers	Schedule router to an l3 agent
+DELETE	/v2.0/agents/{agent_id}/l3-routers/{router_id}	Remove l3 router from an l3 agent
+POST	/v2.0/agents/{bgp-agent-id}/bgp-drinstances	Add BGP Speaker to a Dynamic Routing Agent
+DELETE	/v2.0/agents/{bgp-agent-id}/bgp-drinstances/{bgp-speaker-id}	Delete BGP Speaker from a Dynamic Routing Agent
+GET	/v2.0/agents/{bgp-dragent-id}/bgp-drinstances	List BGP speakers hosted by a Dynamic Routing Agent
+DELETE	/v2.0/auto-allocated-topology/{project_id}	Delete the auto allocated topology
+GET	/v2.0/auto-allocated-topology/{project_id}	Show auto allocated topology details
+GET	/v2.0/availability_zones	List all availability zones
+GET	/v2.0/bgp-peers	List BGP Peers
+POST	/v2.0/bgp-peers	Create a BGP Peer
+DELETE	/v2.0/bgp-peers/{bgp-peer-id}	Delete a BGP Peer
+GET	/v2.0/bgp-peers/{bgp-peer-id}	Show BGP Peer details
+PUT	/v2.0/bgp-peers/{bgp-peer-id}	Update a BGP Peer
+GET	/v2.0/bgp-speakers	List BGP Speakers
+POST	/v2.0/bgp-speakers	Create BGP Speaker
+DELETE	/v2.0/bgp-speakers/{bgp-speaker-id}	Delete a BGP Speaker
+GET	/v2.0/bgp-speakers/{bgp-speaker-id}	Show BGP Speaker details
+PUT	/v2.0/bgp-speakers/{bgp-speaker-id}	Update a BGP Speaker
+PUT	/v2.0/bgp-speakers/{bgp-speaker-id}/add_bgp_peer	Add BGP Peer to a BGP Speaker
+PUT	/v2.0/bgp-speakers/{bgp-speaker-id}/add_gateway_network	Add Network to a BGP Speaker
+GET	/v2.0/bgp-speakers/{bgp-speaker-id}/bgp-dragents	List Dynamic Routing Agents hosting a specific BGP Speaker
+GET	/v2.0/bgp-speakers/{bgp-speaker-id}/get_advertised_routes	List routes advertised by a BGP Speaker
+PUT	/v2.0/bgp-speakers/{bgp-speaker-id}/remove_bgp_peer	Remove BGP Peer from a BGP Speaker
+PUT	/v2.0/bgp-speakers/{bgp-speaker-id}/remove_gateway_network	Delete Network from a BGP Speaker
+GET	/v2.0/bgpvpn/bgpvpns	List BGP VPNs
+POST	/v2.0/bgpvpn/bgpvpns	Create BGP VPNS
+DELETE	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}	Delete BGP VPN
+GET	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}	Show BGP VPN details
+PUT	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}	Update a BGP VPN
+GET	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/network_associations	List Network Associations
+POST	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/network_associations	Create Network Association
+DELETE	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/network_associations/{network_association_id}	Delete Network Association
+GET	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/network_associations/{network_association_id}	Show Network Association details
+GET	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/port_associations	List Port Associations
+POST	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/port_associations	Create Port Association
+DELETE	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/port_associations/{port_association_id}	Delete Port Association
+GET	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/port_associations/{port_association_id}	Show Port Association details
+PUT	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/port_associations/{port_association_id}	Update a Port Association
+GET	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/router_associations	List Router Associations
+POST	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/router_associations	Create Router Association
+DELETE	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/router_associations/{router_association_id}	Delete Router Association
+GET	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/router_associations/{router_association_id}	Show Router Association details
+PUT	/v2.0/bgpvpn/bgpvpns/{bgpvpn_id}/router_associations/{router_association_id}	Update a Router Association ('bgpvpn-routes-control' extension)
+GET	/v2.0/default-security-group-rules	List security group default rules
+POST	/v2.0/default-security-group-rules	Create security group default rule
+DELETE	/v2.0/default-security-group-rules/{default_security_group_rule_id}	Delete security group default rule
+GET	/v2.0/default-security-group-rules/{default_security_group_rule_id}	Show security group default rule
+GET	/v2.0/extensions	List extensions
+GET	/v2.0/extensions/{alias}	Show extension details
+GET	/v2.0/flavors	List flavors
+POST	/v2.0/flavors	Create flavor
+DELETE	/v2.0/flavors/{flavor_id}	Delete flavor
+GET	/v2.0/flavors/{flavor_id}	Show flavor details
+PUT	/v2.0/flavors/{flavor_id}	Update flavor
+POST	/v2.0/flavors/{flavor_id}/service_profiles	Associate flavor with a service profile
+DELETE	/v2.0/flavors/{flavor_id}/service_profiles/{profile_id}	Disassociate a flavor.
+GET	/v2.0/floatingip_pools	List floating IP Pools
+GET	/v2.0/floatingips	List floating IPs
+POST	/v2.0/floatingips	Create floating IP
+DELETE	/v2.0/floatingips/{floatingip_id}	Delete floating IP
+GET	/v2.0/floatingips/{floatingip_id}	Show floating IP details
+PUT	/v2.0/floatingips/{floatingip_id}	Update floating IP
+GET	/v2.0/floatingips/{floatingip_id}/port_forwardings	List floating IP port forwardings
+POST	/v2.0/floatingips/{floatingip_id}/port_forwardings	Create port forwarding
+DELETE	/v2.0/floatingips/{floatingip_id}/port_forwardings/{port_forwarding_id}	Delete a floating IP port forwarding
+GET	/v2.0/floatingips/{floatingip_id}/port_forwardings/{port_forwarding_id}	Show port forwarding
+PUT	/v2.0/floatingips/{floatingip_id}/port_forwardings/{port_forwarding_id}	Update a port forwarding
+GET	/v2.0/fwaas/firewall_groups	List firewall groups
+POST	/v2.0/fwaas/firewall_groups	Create firewall group
+DELETE	/v2.0/fwaas/firewall_groups/{firewall_group_id}	Delete firewall group
+GET	/v2.0/fwaas/firewall_groups/{firewall_group_id}	Show firewall group details
+PUT	/v2.0/fwaas/firewall_groups/{firewall_group_id}	Update firewall group
+GET	/v2.0/fwaas/firewall_policies	List firewall policies
+POST	/v2.0/fwaas/firewall_policies	Create firewall policy
+DELETE	/v2.0/fwaas/firewall_policies/{firewall_policy_id}	Delete firewall policy
+GET	/v2.0/fwaas/firewall_policies/{firewall_policy_id}	Show firewall policy details
+PUT	/v2.0/fwaas/firewall_policies/{firewall_policy_id}	Update firewall policy
+PUT	/v2.0/fwaas/firewall_policies/{firewall_policy_id}/insert_rule	Insert rule into a firewall policy
+PUT	/v2.0/fwaas/firewall_policies/{firewall_policy_id}/remove_rule	Remove rule from firewall policy
+GET	/v2.0/fwaas/firewall_rules	List firewall rules
+POST	/v2.0/fwaas/firewall_rules	Create firewall rule
+DELETE	/v2.0/fwaas/firewall_rules/{firewall_rule_id}	Delete firewall rule
+GET	/v2.0/fwaas/firewall_rules/{firewall_rule_id}	Show firewall rule details
+PUT	/v2.0/fwaas/firewall_rules/{firewall_rule_id}	Update firewall rule
+GET	/v2.0/local_ips	List Local IPs
+POST	/v2.0/local_ips	Create Local IP
+DELETE	/v2.0/local_ips/{local_ip_id}	Delete Local IP
+GET	/v2.0/local_ips/{local_ip_id}	Show Local IP details
+PUT	/v2.0/local_ips/{local_ip_id}	Update Local IP
+GET	/v2.0/local_ips/{local_ip_id}/port_associations	List Local IP Associations
+POST	/v2.0/local_ips/{local_ip_id}/port_associations	Create Local IP Association
+DELETE	/v2.0/local_ips/{local_ip_id}/port_associations/{fixed_port_id}	Delete Local IP Association
+GET	/v2.0/log/loggable-resources	List loggable resources
+GET	/v2.0/log/logs	List logs
+POST	/v2.0/log/logs	Create log
+DELETE	/v2.0/log/logs/{log_id}	Delete log
+GET	/v2.0/log/logs/{log_id}	Show log
+PUT	/v2.0/log/logs/{log_id}	Update log
+GET	/v2.0/metering/metering-label-rules	List metering label rules
+POST	/v2.0/metering/metering-label-rules	Create metering label rule
+DELETE	/v2.0/metering/metering-label-rules/{metering_label_rule_id}	Delete metering label rule
+GET	/v2.0/metering/metering-label-rules/{metering_label_rule_id}	Show metering label rule details
+GET	/v2.0/metering/metering-labels	List metering labels
+POST	/v2.0/metering/metering-labels	Create metering label
+DELETE	/v2.0/metering/metering-labels/{metering_label_id}	Delete metering label
+GET	/v2.0/metering/metering-labels/{metering_label_id}	Show metering label details
+GET	/v2.0/ndp_proxies	List ndp proxies
+POST	/v2.0/ndp_proxies	Create ndp proxy
+DELETE	/v2.0/ndp_proxies/{ndp_proxy_id}	Delete a ndp proxy
+GET	/v2.0/ndp_proxies/{ndp_proxy_id}	Show ndp proxy details
+PUT	/v2.0/ndp_proxies/{ndp_proxy_id}	Update a ndp proxy
+GET	/v2.0/network-ip-availabilities	List Network IP Availability
+GET	/v2.0/network-ip-availabilities/{network_id}	Show Network IP Availability
+GET	/v2.0/network_segment_ranges	List network segment ranges
+POST	/v2.0/network_segment_ranges	Create network segment range
+DELETE	/v2.0/network_segment_ranges/{network_segment_range_id}	Delete network segment range
+GET	/v2.0/network_segment_ranges/{network_segment_range_id}	Show network segment range details
+PUT	/v2.0/network_segment_ranges/{network_segment_range_id}	Update network segment range
+GET	/v2.0/networks	List networks
+POST	/v2.0/networks	Bulk create networks
+POST	/v2.0/networks	Create network
+DELETE	/v2.0/networks/{network_id}	Delete network
+GET	/v2.0/networks/{network_id}	Show network details
+PUT	/v2.0/networks/{network_id}	Update network
+GET	/v2.0/networks/{network_id}/dhcp-agents	List DHCP agents hosting a network
+GET	/v2.0/ports	List ports
+POST	/v2.0/ports	Bulk create ports
+POST	/v2.0/ports	Create port
+DELETE	/v2.0/ports/{port_id}	Delete port
+GET	/v2.0/ports/{port_id}	Show port details
+GET	/v2.0/ports/{port_id}	Show trunk details
+PUT	/v2.0/ports/{port_id}	Update port
+GET	/v2.0/ports/{port_id}/bindings	Show Port Binding of a Port
+POST	/v2.0/ports/{port_id}/bindings/	Create Port binding
+DELETE	/v2.0/ports/{port_id}/bindings/{host}	Delete Port Binding
+PUT	/v2.0/ports/{port_id}/bindings/{host}/activate	Activate Port binding
+DELETE	/v2.0/qos/alias_bandwidth_limit_rules/{rule_id}	Delete bandwidth limit rule alias
+GET	/v2.0/qos/alias_bandwidth_limit_rules/{rule_id}	Show bandwidth limit rule details alias
+PUT	/v2.0/qos/alias_bandwidth_limit_rules/{rule_id}	Update bandwidth limit rule alias
+DELETE	/v2.0/qos/alias_dscp_marking_rules/{dscp_rule_id}	Delete DSCP marking rule alias
+GET	/v2.0/qos/alias_dscp_marking_rules/{dscp_rule_id}	Show DSCP marking rule details alias
+PUT	/v2.0/qos/alias_dscp_marking_rules/{dscp_rule_id}	Update DSCP marking rule alias
+DELETE	/v2.0/qos/alias_minimum_bandwidth_rules/{rule_id}	Delete minimum bandwidth rule alias
+GET	/v2.0/qos/alias_minimum_bandwidth_rules/{rule_id}	Show minimum bandwidth rule details alias
+PUT	/v2.0/qos/alias_minimum_bandwidth_rules/{rule_id}	Update minimum bandwidth rule alias
+DELETE	/v2.0/qos/alias_minimum_packet_rate_rules/{rule_id}	Delete minimum packet rate rule alias
+GET	/v2.0/qos/alias_minimum_packet_rate_rules/{rule_id}	Show minimum packet rate rule details alias
+PUT	/v2.0/qos/alias_minimum_packet_rate_rules/{rule_id}	Update minimum packet rate rule alias
+GET	/v2.0/qos/policies	List QoS policies
+POST	/v2.0/qos/policies	Create QoS policy
+DELETE	/v2.0/qos/policies/{policy_id}	Delete QoS policy
+GET	/v2.0/qos/policies/{policy_id}	Show QoS policy details
+PUT	/v2.0/qos/policies/{policy_id}	Update QoS policy
+GET	/v2.0/qos/policies/{policy_id}/bandwidth_limit_rules	List bandwidth limit rules for QoS policy
+POST	/v2.0/qos/policies/{policy_id}/bandwidth_limit_rules	Create bandwidth limit rule
+DELETE	/v2.0/qos/policies/{policy_id}/bandwidth_limit_rules/{rule_id}	Delete bandwidth limit rule
+GET	/v2.0/qos/policies/{policy_id}/bandwidth_limit_rules/{rule_id}	Show bandwidth limit rule details
+PUT	/v2.0/qos/policies/{policy_id}/bandwidth_limit_rules/{rule_id}	Update bandwidth limit rule
+GET	/v2.0/qos/policies/{policy_id}/dscp_marking_rules	List DSCP marking rules for QoS policy
+POST	/v2.0/qos/policies/{policy_id}/dscp_marking_rules	Create DSCP marking rule
+DELETE	/v2.0/qos/policies/{policy_id}/dscp_marking_rules/{dscp_rule_id}	Delete DSCP marking rule
+GET	/v2.0/qos/policies/{policy_id}/dscp_marking_rules/{dscp_rule_id}	Show DSCP marking rule details
+PUT	/v2.0/qos/policies/{policy_id}/dscp_marking_rules/{dscp_rule_id}	Update DSCP marking rule
+GET	/v2.0/qos/policies/{policy_id}/minimum_bandwidth_rules	List minimum bandwidth rules for QoS policy
+POST	/v2.0/qos/policies/{policy_id}/minimum_bandwidth_rules	Create minimum bandwidth rule
+DELETE	/v2.0/qos/policies/{policy_id}/minimum_bandwidth_rules/{rule_id}	Delete minimum bandwidth rule
+GET	/v2.0/qos/policies/{policy_id}/minimum_bandwidth_rules/{rule_id}	Show minimum bandwidth rule details
+PUT	/v2.0/qos/policies/{policy_id}/minimum_bandwidth_rules/{rule_id}	Update minimum bandwidth rule
+GET	/v2.0/qos/policies/{policy_id}/minimum_packet_rate_rules	List minimum packet rate rules for QoS policy
+POST	/v2.0/qos/policies/{policy_id}/minimum_packet_rate_rules	Create minimum packet rate rule
+DELETE	/v2.0/qos/policies/{policy_id}/minimum_packet_rate_rules/{rule_id}	Delete minimum packet rate rule
+GET	/v2.0/qos/policies/{policy_id}/minimum_packet_rate_rules/{rule_id}	Show minimum packet rate rule details
+PUT	/v2.0/qos/policies/{policy_id}/minimum_packet_rate_rules/{rule_id}	Update minimum packet rate rule
+GET	/v2.0/qos/policies/{policy_id}/packet_rate_limit_rules	List packet rate limit rules for QoS policy
+POST	/v2.0/qos/policies/{policy_id}/packet_rate_limit_rules	Create packet rate limit rule
+DELETE	/v2.0/qos/policies/{policy_id}/packet_rate_limit_rules/{rule_id}	Delete packet rate limit rule
+GET	/v2.0/qos/policies/{policy_id}/packet_rate_limit_rules/{rule_id}	Show packet rate limit rule details
+PUT	/v2.0/qos/policies/{policy_id}/packet_rate_limit_rules/{rule_id}	Update packet rate limit rule
+GET	/v2.0/qos/rule-types	List QoS rule types
+GET	/v2.0/qos/rule-types/{rule_type}	Show QoS rule type details
+GET	/v2.0/quotas	List quotas for projects with non-default quota values
+DELETE	/v2.0/quotas/{project_id}	Reset quota for a project
+GET	/v2.0/quotas/{project_id}	List quotas for a project
+PUT	/v2.0/quotas/{project_id}	Update quota for a project
+GET	/v2.0/quotas/{project_id}/default	List default quotas for a project
+GET	/v2.0/quotas/{project_id}/details.json	Show quota details for a tenant
+GET	/v2.0/rbac-policies	List RBAC policies
+POST	/v2.0/rbac-policies	Create RBAC policy
+DELETE	/v2.0/rbac-policies/{rbac_policy_id}	Delete RBAC policy
+GET	/v2.0/rbac-policies/{rbac_policy_id}	Show RBAC policy details
+PUT	/v2.0/rbac-policies/{rbac_policy_id}	Update RBAC policy
+GET	/v2.0/routers	List routers
+POST	/v2.0/routers	Create router
+DELETE	/v2.0/routers/{router_id}	Delete router
+GET	/v2.0/routers/{router_id}	Show router details
+PUT	/v2.0/routers/{router_id}	Update router
+PUT	/v2.0/routers/{router_id}/add_external_gateways	Add external gateways to router
+PUT	/v2.0/routers/{router_id}/add_extraroutes	Add extra routes to router
+PUT	/v2.0/routers/{router_id}/add_router_interface	Add interface to router
+GET	/v2.0/routers/{router_id}/conntrack_helpers	List router conntrack helpers
+POST	/v2.0/routers/{router_id}/conntrack_helpers	Create conntrack helper
+DELETE	/v2.0/routers/{router_id}/conntrack_helpers/{conntrack_helper_id}	Delete a conntrack helper
+GET	/v2.0/routers/{router_id}/conntrack_helpers/{conntrack_helper_id}	Show conntrack helper
+PUT	/v2.0/routers/{router_id}/conntrack_helpers/{conntrack_helper_id}	Update a conntrack helper
+GET	/v2.0/routers/{router_id}/l3-agents	List L3 agents hosting a router
+PUT	/v2.0/routers/{router_id}/remove_external_gateways	Remove external gateways from router
+PUT	/v2.0/routers/{router_id}/remove_extraroutes	Remove extra routes from router
+PUT	/v2.0/routers/{router_id}/remove_router_interface	Remove interface from router
+PUT	/v2.0/routers/{router_id}/update_external_gateways	Update external gateways of router
+GET	/v2.0/security-group-rules	List security group rules
+POST	/v2.0/security-group-rules	Bulk create security group rule
+POST	/v2.0/security-group-rules	Create security group rule
+DELETE	/v2.0/security-group-rules/{security_group_rule_id}	Delete security group rule
+GET	/v2.0/security-group-rules/{security_group_rule_id}	Show security group rule
+GET	/v2.0/security-groups	List security groups
+POST	/v2.0/security-groups	Create security group
+GET	/v2.0/security-groups-default-statefulness	List security groups default statefulness
+POST	/v2.0/security-groups-default-statefulness	Create security groups default statefulness
+DELETE	/v2.0/security-groups-default-statefulness/{security_groups_default_statefulness_id}	Delete security groups default statefulness
+GET	/v2.0/security-groups-default-statefulness/{security_groups_default_statefulness_id}	Show security groups default statefulness
+PUT	/v2.0/security-groups-default-statefulness/{security_groups_default_statefulness_id}	Update security groups default statefulness
+DELETE	/v2.0/security-groups/{security_group_id}	Delete security group
+GET	/v2.0/security-groups/{security_group_id}	Show security group
+PUT	/v2.0/security-groups/{security_group_id}	Update security group
+GET	/v2.0/segments	List segments
+POST	/v2.0/segments	Create segment
+DELETE	/v2.0/segments/{segment_id}	Delete segment
+GET	/v2.0/segments/{segment_id}	Show segment details
+PUT	/v2.0/segments/{segment_id}	Update segment
+GET	/v2.0/service-providers	List service providers
+GET	/v2.0/service_profiles	List service profiles
+POST	/v2.0/service_profiles	Create service profile
+DELETE	/v2.0/service_profiles/{profile_id}	Delete service profile
+GET	/v2.0/service_profiles/{profile_id}	Show service profile details
+PUT	/v2.0/service_profiles/{profile_id}	Update service profile
+GET	/v2.0/subnetpools	List subnet pools
+POST	/v2.0/subnetpools	Create subnet pool
+DELETE	/v2.0/subnetpools/{subnetpool_id}	Delete subnet pool
+GET	/v2.0/subnetpools/{subnetpool_id}	Show subnet pool
+PUT	/v2.0/subnetpools/{subnetpool_id}	Update subnet pool
+PUT	/v2.0/subnetpools/{subnetpool_id}/add_prefixes	Add prefixes
+PUT	/v2.0/subnetpools/{subnetpool_id}/onboard_network_subnets	Onboard subnets
+PUT	/v2.0/subnetpools/{subnetpool_id}/remove_prefixes	Remove prefixes
+GET	/v2.0/subnets	List subnets
+POST	/v2.0/subnets	Bulk create subnet
+POST	/v2.0/subnets	Create subnet
+DELETE	/v2.0/subnets/{subnet_id}	Delete subnet
+GET	/v2.0/subnets/{subnet_id}	Show subnet details
+PUT	/v2.0/subnets/{subnet_id}	Update subnet
+GET	/v2.0/taas/tap_flows	List Tap Flow
+POST	/v2.0/taas/tap_flows	Create Tap Flow
+PUT	/v2.0/taas/tap_flows/{taf_service_id/name}	Update Tap Flow
+GET	/v2.0/taas/tap_flows/{tap_flows_id/name}	Show Tap Flow
+DELETE	/v2.0/taas/tap_flows/{tap_service_id/name}	Delete Tap Flow
+GET	/v2.0/taas/tap_mirrors	List Tap Mirrors
+POST	/v2.0/taas/tap_mirrors	Create Tap Mirror
+DELETE	/v2.0/taas/tap_mirrors/{tap_mirror_id}	Delete Tap Mirror
+GET	/v2.0/taas/tap_mirrors/{tap_mirror_id}	Show Tap Mirror
+PUT	/v2.0/taas/tap_mirrors/{tap_mirror_id}	Update Tap Mirror
+GET	/v2.0/taas/tap_services	List Tap Services
+POST	/v2.0/taas/tap_services	Create Tap Service
+DELETE	/v2.0/taas/tap_services/{tap_service_id/name}	Delete Tap Service
+GET	/v2.0/taas/tap_services/{tap_service_id/name}	Show Tap Service
+PUT	/v2.0/taas/tap_services/{tap_service_id/name}	Update Tap Service
+GET	/v2.0/trunks	List trunks
+POST	/v2.0/trunks	Create trunk
+DELETE	/v2.0/trunks/{trunk_id}	Delete trunk
+GET	/v2.0/trunks/{trunk_id}	Show trunk
+PUT	/v2.0/trunks/{trunk_id}	Update trunk
+PUT	/v2.0/trunks/{trunk_id}/add_subports	Add subports to trunk
+GET	/v2.0/trunks/{trunk_id}/get_subports	List subports for trunk
+PUT	/v2.0/trunks/{trunk_id}/remove_subports	Delete subports from trunk
+GET	/v2.0/vpn/endpoint-groups	List VPN endpoint groups
+POST	/v2.0/vpn/endpoint-groups	Create VPN endpoint group
+DELETE	/v2.0/vpn/endpoint-groups/{endpoint_group_id}	Remove VPN endpoint group
+GET	/v2.0/vpn/endpoint-groups/{endpoint_group_id}	Show VPN endpoint group
+PUT	/v2.0/vpn/endpoint-groups/{endpoint_group_id}	Update VPN endpoint group
+GET	/v2.0/vpn/ikepolicies	List IKE policies
+POST	/v2.0/vpn/ikepolicies	Create IKE policy
+DELETE	/v2.0/vpn/ikepolicies/{ikepolicy_id}	Remove IKE policy
+GET	/v2.0/vpn/ikepolicies/{ikepolicy_id}	Show IKE policy details
+PUT	/v2.0/vpn/ikepolicies/{ikepolicy_id}	Update IKE policy
+GET	/v2.0/vpn/ipsec-site-connections	List IPsec connections
+POST	/v2.0/vpn/ipsec-site-connections	Create IPsec connection
+DELETE	/v2.0/vpn/ipsec-site-connections/{connection_id}	Remove IPsec connection
+GET	/v2.0/vpn/ipsec-site-connections/{connection_id}	Show IPsec connection
+PUT	/v2.0/vpn/ipsec-site-connections/{connection_id}	Update IPsec connection
+GET	/v2.0/vpn/ipsecpolicies	List IPsec policies
+POST	/v2.0/vpn/ipsecpolicies	Create IPsec policy
+DELETE	/v2.0/vpn/ipsecpolicies/{ipsecpolicy_id}	Remove IPsec policy
+GET	/v2.0/vpn/ipsecpolicies/{ipsecpolicy_id}	Show IPsec policy
+PUT	/v2.0/vpn/ipsecpolicies/{ipsecpolicy_id}	Update IPsec policy
+GET	/v2.0/vpn/vpnservices	List VPN services
+POST	/v2.0/vpn/vpnservices	Create VPN service
+DELETE	/v2.0/vpn/vpnservices/{service_id}	Remove VPN service
+GET	/v2.0/vpn/vpnservices/{service_id}	Show VPN service details
+PUT	/v2.0/vpn/vpnservices/{service_id}	Update VPN service
+DELETE	/v2.0/{resource_type}/{resource_id}/tags	Remove all tags
+GET	/v2.0/{resource_type}/{resource_id}/tags	Obtain Tag List
+POST	/v2.0/{resource_type}/{resource_id}/tags	Create tags
+PUT	/v2.0/{resource_type}/{resource_id}/tags	Replace all tags
+DELETE	/v2.0/{resource_type}/{resource_id}/tags/{tag}	Remove a tag
+GET	/v2.0/{resource_type}/{resource_id}/tags/{tag}	Confirm a tag
+PUT	/v2.0/{resource_type}/{resource_id}/tags/{tag}	Add a tag`,
  'object-store': `@https://docs.openstack.org/api-ref/object-store/index.html
+GET	/info	List activated capabilities
+GET	/v1/endpoints	List endpoints
+DELETE	/v1/{account}	Delete the specified account
+GET	/v1/{account}	Show account details and list containers
+HEAD	/v1/{account}	Show account metadata
+POST	/v1/{account}	Create, update, or delete account metadata
+DELETE	/v1/{account}/{container}	Delete container
+GET	/v1/{account}/{container}	Show container details and list objects
+HEAD	/v1/{account}/{container}	Show container metadata
+POST	/v1/{account}/{container}	Create, update, or delete container metadata
+PUT	/v1/{account}/{container}	Create container
+COPY	/v1/{account}/{container}/{object}	Copy object
+DELETE	/v1/{account}/{container}/{object}	Delete object
+GET	/v1/{account}/{container}/{object}	Get object content and metadata
+HEAD	/v1/{account}/{container}/{object}	Show object metadata
+POST	/v1/{account}/{container}/{object}	Create or update object metadata
+PUT	/v1/{account}/{container}/{object}	Create or replace object`,
  'orchestration': `@https://docs.openstack.org/api-ref/orchestration/v1/index.html
+GET	/	List versions
+GET	/v1/{tenant_id}/build_info	Show build information
+GET	/v1/{tenant_id}/resource_types	List resource types
+GET	/v1/{tenant_id}/resource_types/{type_name}	Show resource type schema
+GET	/v1/{tenant_id}/resource_types/{type_name}/template	Show resource type template
+GET	/v1/{tenant_id}/services	Show orchestration engine status
+GET	/v1/{tenant_id}/software_configs	List configs
+POST	/v1/{tenant_id}/software_configs	Create configuration
+DELETE	/v1/{tenant_id}/software_configs/{config_id}	Delete config
+GET	/v1/{tenant_id}/software_configs/{config_id}	Show configuration details
+GET	/v1/{tenant_id}/software_deployments	List deployments
+POST	/v1/{tenant_id}/software_deployments	Create deployment
+GET	/v1/{tenant_id}/software_deployments/metadata/{server_id}	Show server configuration metadata
+DELETE	/v1/{tenant_id}/software_deployments/{deployment_id}	Delete deployment
+GET	/v1/{tenant_id}/software_deployments/{deployment_id}	Show deployment details
+PUT	/v1/{tenant_id}/software_deployments/{deployment_id}	Update deployment
+GET	/v1/{tenant_id}/stacks	List stacks
+POST	/v1/{tenant_id}/stacks	Adopt stack
+POST	/v1/{tenant_id}/stacks	Create stack
+POST	/v1/{tenant_id}/stacks/preview	Preview stack
+DELETE	/v1/{tenant_id}/stacks/{stack_identity}	Find stack for deletion
+GET	/v1/{tenant_id}/stacks/{stack_identity}	Find stack
+GET	/v1/{tenant_id}/stacks/{stack_identity}/resources	Find stack resources
+GET	/v1/{tenant_id}/stacks/{stack_name}/events	Find stack events
+DELETE	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}	Delete stack
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}	Show stack details
+PATCH	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}	Update stack (PATCH)
+PUT	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}	Update stack
+DELETE	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/abandon	Abandon stack
+POST	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/actions	Cancel stack create/update without rollback
+POST	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/actions	Cancel stack update
+POST	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/actions	Check stack resources
+POST	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/actions	Resume stack
+POST	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/actions	Suspend stack
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/environment	Get stack environment
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/events	List stack events
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/export	Export stack
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/files	Get stack files
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/outputs	List outputs
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/outputs/{output_key}	Show output
+PATCH	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/preview	Preview stack update (PATCH)
+PUT	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/preview	Preview stack update
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/resources	List stack resources
+PATCH	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/resources/{resource_name_or_physical_id}	Mark a resource as unhealthy
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/resources/{resource_name}	Show resource data
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/resources/{resource_name}/events	List resource events
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/resources/{resource_name}/events/{event_id}	Show event details
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/resources/{resource_name}/metadata	Show resource metadata
+POST	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/resources/{resource_name}/signal	Send a signal to a resource
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/snapshots	List snapshots
+POST	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/snapshots	Snapshot a stack
+DELETE	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/snapshots/{snapshot_id}	Delete a snapshot
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/snapshots/{snapshot_id}	Show snapshot
+POST	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/snapshots/{snapshot_id}/restore	Restore snapshot
+GET	/v1/{tenant_id}/stacks/{stack_name}/{stack_id}/template	Get stack template
+GET	/v1/{tenant_id}/template_versions	List template versions
+GET	/v1/{tenant_id}/template_versions/{template_version}/functions	List template functions
+POST	/v1/{tenant_id}/validate	Validate template`,
  'placement': `@https://docs.openstack.org/api-ref/placement/
+GET	/	List Versions
+GET	/allocation_candidates	List allocation candidates
+POST	/allocations	Manage allocations
+DELETE	/allocations/{consumer_uuid}	Delete allocations
+GET	/allocations/{consumer_uuid}	List allocations
+PUT	/allocations/{consumer_uuid}	Update allocations
-POST	/reshaper	Reshaper
+GET	/resource_classes	List resource classes
+POST	/resource_classes	Create resource class
+DELETE	/resource_classes/{name}	Delete resource class
+GET	/resource_classes/{name}	Show resource class
+PUT	/resource_classes/{name}	Update resource class
+PUT	/resource_classes/{name}	Update resource class (microversions 1.2 - 1.6)
+GET	/resource_providers	List resource providers
+POST	/resource_providers	Create resource provider
+DELETE	/resource_providers/{uuid}	Delete resource provider
+GET	/resource_providers/{uuid}	Show resource provider
+PUT	/resource_providers/{uuid}	Update resource provider
+GET	/resource_providers/{uuid}/aggregates	List resource provider aggregates
+PUT	/resource_providers/{uuid}/aggregates	Update resource provider aggregates
+GET	/resource_providers/{uuid}/allocations	List resource provider allocations
+DELETE	/resource_providers/{uuid}/inventories	Delete resource provider inventories
+GET	/resource_providers/{uuid}/inventories	List resource provider inventories
+PUT	/resource_providers/{uuid}/inventories	Update resource provider inventories
+DELETE	/resource_providers/{uuid}/inventories/{resource_class}	Delete resource provider inventory
+GET	/resource_providers/{uuid}/inventories/{resource_class}	Show resource provider inventory
+PUT	/resource_providers/{uuid}/inventories/{resource_class}	Update resource provider inventory
+DELETE	/resource_providers/{uuid}/traits	Delete resource provider traits
+GET	/resource_providers/{uuid}/traits	List resource provider traits
+PUT	/resource_providers/{uuid}/traits	Update resource provider traits
+GET	/resource_providers/{uuid}/usages	List resource provider usages
+GET	/traits	List traits
+DELETE	/traits/{name}	Delete traits
+GET	/traits/{name}	Show traits
+PUT	/traits/{name}	Update traits
+GET	/usages	List usages`,
  'shared-file-system': `@https://docs.openstack.org/api-ref/shared-file-system/
+GET	/	List All Major Versions
+GET	/v2/availability-zones	List availability zones
+GET	/v2/extensions	List extensions
+GET	/v2/limits	List share limits
+GET	/v2/messages	List user messages
+DELETE	/v2/messages/{message_id}	Delete message
+GET	/v2/messages/{message_id}	Show user message details
+POST	/v2/os-share-manage	Manage share (DEPRECATED)
+POST	/v2/os-share-unmanage/{share_id}/unmanage	Unmanage share (DEPRECATED)
+GET	/v2/quota-class-sets/{quota_class_name}	Show quota classes for a project
+PUT	/v2/quota-class-sets/{quota_class_name}	Update quota classes for a project
+GET	/v2/quota-sets/{project_id_quota_request_path}/defaults	Show default quota set
+GET	/v2/quota-sets/{project_id_quota_request_path}/detail?user_id={user_id}	Show quota set in detail (since API v2.25)
+DELETE	/v2/quota-sets/{project_id_quota_request_path}?user_id={user_id}	Delete quota set
+GET	/v2/quota-sets/{project_id_quota_request_path}?user_id={user_id}	Show quota set
+PUT	/v2/quota-sets/{project_id_quota_request_path}?user_id={user_id}	Update quota set
+GET	/v2/resource-locks	List resource locks
+POST	/v2/resource-locks	Create a resource lock
+DELETE	/v2/resource-locks/{resource-lock-id}	Delete a resource lock
+GET	/v2/resource-locks/{resource-lock-id}	Get a resource lock
+PUT	/v2/resource-locks/{resource-lock-id}	Update a resource lock
+GET	/v2/scheduler-stats/pools/detail?pool={pool_name}&host={host_name}&backend={backend_name}&capabilities={capabilities}&share_type={share_type}	List back-end storage pools with details
+GET	/v2/scheduler-stats/pools?pool={pool_name}&host={host_name}&backend={backend_name}&capabilities={capabilities}&share_type={share_type}	List back-end storage pools
+GET	/v2/security-services	List security services
+POST	/v2/security-services	Create security service
+GET	/v2/security-services/detail	List security services with details
+DELETE	/v2/security-services/{security_service_id}	Delete security service
+GET	/v2/security-services/{security_service_id}	Show security service details
+PUT	/v2/security-services/{security_service_id}	Update security service
+PUT	/v2/services/disable	Disable service
+PUT	/v2/services/enable	Enable service
+POST	/v2/services/ensure-shares	Ensure shares (Since API Version 2.86)
+GET	/v2/services?host={host}&binary={binary}&zone={zone}&state={state}&status={status}	List services
+GET	/v2/share-access-rules/{access_id}	Describe share access rule
+PUT	/v2/share-access-rules/{access_id}	Update share access rule
+PUT	/v2/share-access-rules/{access_id}/metadata	Update share access rule metadata
+DELETE	/v2/share-access-rules/{access_id}/metadata/{key}	Unset share access rule metadata
+GET	/v2/share-access-rules?share_id={share-id}	List share access rules
+GET	/v2/share-backups	List share backups
+POST	/v2/share-backups	Create share backup
+GET	/v2/share-backups/detail	List share backups with details
+DELETE	/v2/share-backups/{backup_id}	Delete share backup
+GET	/v2/share-backups/{backup_id}	Show share backup details
+PUT	/v2/share-backups/{backup_id}	Update share backup
+POST	/v2/share-backups/{backup_id}/action	Reset share backup status
+POST	/v2/share-backups/{backup_id}/action	Restore a share backup
+GET	/v2/share-group-snapshots	List share group snapshots
+POST	/v2/share-group-snapshots	Create share group snapshot
+GET	/v2/share-group-snapshots/detail	List share group snapshots with details
+DELETE	/v2/share-group-snapshots/{group_snapshot_id}	Delete share group snapshot
+GET	/v2/share-group-snapshots/{group_snapshot_id}	Show share group snapshot details
+PUT	/v2/share-group-snapshots/{group_snapshot_id}	Update share group snapshot
+POST	/v2/share-group-snapshots/{group_snapshot_id}/action	Reset share group snapshot state
+GET	/v2/share-group-snapshots/{group_snapshot_id}/members	List share group snapshots members
+GET	/v2/share-group-types	List share group types
+POST	/v2/share-group-types	Create share group type
+GET	/v2/share-group-types/default	List default share group types
+DELETE	/v2/share-group-types/{share_group_type_id}	Delete share group type
+GET	/v2/share-group-types/{share_group_type_id}/access	Show share group type access details
+POST	/v2/share-group-types/{share_group_type_id}/action	Add share group type access
+POST	/v2/share-group-types/{share_group_type_id}/action	Remove share group type access
+GET	/v2/share-group-types/{share_group_type_id}/group-specs	List share group types extra specs
+POST	/v2/share-group-types/{share_group_type_id}/group-specs	Set extra spec for share group type
+DELETE	/v2/share-group-types/{share_group_type_id}/group-specs/{group_spec_key}	Unset an group spec
+GET	/v2/share-groups	List share groups
+POST	/v2/share-groups	Create share group
+GET	/v2/share-groups/detail	List share groups with details
+DELETE	/v2/share-groups/{share_group_id}	Delete share group
+GET	/v2/share-groups/{share_group_id}	Show share group details
+PUT	/v2/share-groups/{share_group_id}	Update share group
+POST	/v2/share-groups/{share_group_id}/action	Reset share group state
+GET	/v2/share-networks	List share networks
+POST	/v2/share-networks	Create share network
+GET	/v2/share-networks/detail	List share networks with details
+DELETE	/v2/share-networks/{share_network_id}	Delete share network
+GET	/v2/share-networks/{share_network_id}	Show share network details
+PUT	/v2/share-networks/{share_network_id}	Update share network
+POST	/v2/share-networks/{share_network_id}/action	Add security service to share network
+POST	/v2/share-networks/{share_network_id}/action	Check share network security service add (since API v2.63)
+POST	/v2/share-networks/{share_network_id}/action	Check share network security service update (since API v2.63)
+POST	/v2/share-networks/{share_network_id}/action	Remove security service from share network
+POST	/v2/share-networks/{share_network_id}/action	Reset status (since API v2.63)
+POST	/v2/share-networks/{share_network_id}/action	Update share network security service (since API v2.63)
+GET	/v2/share-networks/{share_network_id}/subnets	List share network subnets
+POST	/v2/share-networks/{share_network_id}/subnets	Create share network subnet
+DELETE	/v2/share-networks/{share_network_id}/subnets/{share_network_subnet_id}	Delete share network subnet
+GET	/v2/share-networks/{share_network_id}/subnets/{share_network_subnet_id}	Show share network subnet details
+GET	/v2/share-networks/{share_network_id}/subnets/{share_network_subnet_id}/metadata	Show all share network subnets metadata
+POST	/v2/share-networks/{share_network_id}/subnets/{share_network_subnet_id}/metadata	Set share network subnet metadata
+PUT	/v2/share-networks/{share_network_id}/subnets/{share_network_subnet_id}/metadata	Update share network subnet metadata
+DELETE	/v2/share-networks/{share_network_id}/subnets/{share_network_subnet_id}/metadata/{key}	Delete share network subnet metadata item
+GET	/v2/share-networks/{share_network_id}/subnets/{share_network_subnet_id}/metadata/{key}	Show share network subnet metadata item
+POST	/v2/share-replicas	Create share replica
+GET	/v2/share-replicas/detail?share_id={share_id}	List share replicas with details
+DELETE	/v2/share-replicas/{share_replica_id}	Delete share replica
+GET	/v2/share-replicas/{share_replica_id}	Show share replica
+POST	/v2/share-replicas/{share_replica_id}/action	Force-delete share replica
+POST	/v2/share-replicas/{share_replica_id}/action	Promote share replica
+POST	/v2/share-replicas/{share_replica_id}/action	Reset replica_state of the share replica
+POST	/v2/share-replicas/{share_replica_id}/action	Reset status of the share replica
+POST	/v2/share-replicas/{share_replica_id}/action	Resync share replica
-GET	/v2/share-replicas/{share_replica_id}/export-locations	List export locations
-GET	/v2/share-replicas/{share_replica_id}/export-locations/{export-location-id}	Show single export location
+GET	/v2/share-replicas?share_id={share_id}	List share replicas
+GET	/v2/share-servers	List share servers
+POST	/v2/share-servers/manage	Manage share server (since API v2.49)
+DELETE	/v2/share-servers/{share_server_id}	Delete share server
+GET	/v2/share-servers/{share_server_id}	Show share server
+POST	/v2/share-servers/{share_server_id}/action	Reset status (since API v2.49)
+POST	/v2/share-servers/{share_server_id}/action	Unmanage share server (since API v2.49)
+GET	/v2/share-servers/{share_server_id}/details	Show share server back end details
+GET	/v2/share-transfers	List share transfers for a project
+POST	/v2/share-transfers	Create a share transfer
+GET	/v2/share-transfers/detail	List share transfers and details
+DELETE	/v2/share-transfers/{transfer_id}	Delete a share transfer
+GET	/v2/share-transfers/{transfer_id}	Show share transfer detail
+POST	/v2/share-transfers/{transfer_id}/accept	Accept a share transfer in the destination project namespace
-GET	/v2/share_instances	List share instances
+GET	/v2/share_instances/{share_instance_id}	Show share instance details
+POST	/v2/share_instances/{share_instance_id}/action	Force-delete share instance
+POST	/v2/share_instances/{share_instance_id}/action	Reset share instance state
-GET	/v2/share_instances/{share_instance_id}/export_locations	List export locations
-GET	/v2/share_instances/{share_instance_id}/export_locations/{export_location_id}	Show single export location
+GET	/v2/shares	List shares
+POST	/v2/shares	Create share
+GET	/v2/shares/detail	List shares with details
+POST	/v2/shares/manage	Manage share (since API v2.7)
+DELETE	/v2/shares/{share_id}	Delete share
+GET	/v2/shares/{share_id}	Show share details
+PUT	/v2/shares/{share_id}	Update share
+POST	/v2/shares/{share_id}/action	Cancel Migration
+POST	/v2/shares/{share_id}/action	Complete Migration
+POST	/v2/shares/{share_id}/action	Extend share
+POST	/v2/shares/{share_id}/action	Force-delete share
+POST	/v2/shares/{share_id}/action	Grant access
+POST	/v2/shares/{share_id}/action	List access rules (DEPRECATED)
-POST	/v2/shares/{share_id}/action	Migration Get Progress (DEPRECATED)
+POST	/v2/shares/{share_id}/action	Reset share state
+POST	/v2/shares/{share_id}/action	Restore share (since API v2.69)
+POST	/v2/shares/{share_id}/action	Revert share to snapshot (since API v2.27)
+POST	/v2/shares/{share_id}/action	Revoke access
+POST	/v2/shares/{share_id}/action	Shrink share
+POST	/v2/shares/{share_id}/action	Soft delete share (since API v2.69)
+POST	/v2/shares/{share_id}/action	Start Migration
+POST	/v2/shares/{share_id}/action	Unmanage share (since API v2.7)
+GET	/v2/shares/{share_id}/export_locations	List export locations
+GET	/v2/shares/{share_id}/export_locations/{export_location_id}	Show single export location
+GET	/v2/shares/{share_id}/export_locations/{export_location_id}/metadata	Show all export location metadata
+POST	/v2/shares/{share_id}/export_locations/{export_location_id}/metadata	Set export location metadata
+PUT	/v2/shares/{share_id}/export_locations/{export_location_id}/metadata	Update export location metadata
+DELETE	/v2/shares/{share_id}/export_locations/{export_location_id}/metadata/{key}	Delete export location metadata item
+GET	/v2/shares/{share_id}/export_locations/{export_location_id}/metadata/{key}	Show export location metadata item
+GET	/v2/shares/{share_id}/instances	List share instances
+GET	/v2/shares/{share_id}/metadata	Show all share metadata
+POST	/v2/shares/{share_id}/metadata	Set share metadata
+PUT	/v2/shares/{share_id}/metadata	Update share metadata
+DELETE	/v2/shares/{share_id}/metadata/{key}	Delete share metadata item
+GET	/v2/shares/{share_id}/metadata/{key}	Show share metadata item
-GET	/v2/shares/{share_id}/migration-progress	Migration Get Progress
+GET	/v2/snapshot-instances	List share snapshot instances
+GET	/v2/snapshot-instances/detail	List share snapshot instances with details
+GET	/v2/snapshot-instances/{snapshot_instance_id}	Show share snapshot instance details
+POST	/v2/snapshot-instances/{snapshot_instance_id}/action	Reset share snapshot instance state
+GET	/v2/snapshots	List share snapshots
+POST	/v2/snapshots	Create share snapshot
+GET	/v2/snapshots/detail	List share snapshots with details
+POST	/v2/snapshots/manage	Manage share snapshot (since API v2.12)
+DELETE	/v2/snapshots/{snapshot_id}	Delete share snapshot
+GET	/v2/snapshots/{snapshot_id}	Show share snapshot details
+PUT	/v2/snapshots/{snapshot_id}	Update share snapshot
+POST	/v2/snapshots/{snapshot_id}/action	Force-delete share snapshot
+POST	/v2/snapshots/{snapshot_id}/action	Reset share snapshot state
+POST	/v2/snapshots/{snapshot_id}/action	Unmanage share snapshot (since API v2.12)
+GET	/v2/snapshots/{snapshot_id}/metadata	Show all snapshot metadata
+POST	/v2/snapshots/{snapshot_id}/metadata	Set snapshot metadata
+PUT	/v2/snapshots/{snapshot_id}/metadata	Update snapshot metadata
+DELETE	/v2/snapshots/{snapshot_id}/metadata/{key}	Delete snapshot metadata item
+GET	/v2/snapshots/{snapshot_id}/metadata/{key}	Show snapshot metadata item
+POST	/v2/types	Create share type
+GET	/v2/types/default	List default share types
+DELETE	/v2/types/{share_type_id}	Delete share type
+GET	/v2/types/{share_type_id}	Show share type detail
+PUT	/v2/types/{share_type_id}	Update share type (since API v2.50)
+POST	/v2/types/{share_type_id}/action	Add share type access
+POST	/v2/types/{share_type_id}/action	Remove share type access
+GET	/v2/types/{share_type_id}/extra_specs	List extra specs
+POST	/v2/types/{share_type_id}/extra_specs	Set extra spec for share type
+DELETE	/v2/types/{share_type_id}/extra_specs/{extra-spec-key}	Unset an extra spec
+GET	/v2/types/{share_type_id}/share_type_access	Show share type access details
+GET	/v2/types?is_public={is_public}&extra-specs={extra-specs-as-dict}	List share types
+POST	/v2/{project_id}/share_servers/{share_server_id}/action	Cancel Share Server Migration
+POST	/v2/{project_id}/share_servers/{share_server_id}/action	Complete Share Server Migration
+POST	/v2/{project_id}/share_servers/{share_server_id}/action	Share Server Migration Check Compatibility
+POST	/v2/{project_id}/share_servers/{share_server_id}/action	Share Server Migration Get Progress
+POST	/v2/{project_id}/share_servers/{share_server_id}/action	Start a Share Server Migration
+GET	/{api_version}/	Show Details of Specific API Version`,
};
