"""Makes the users, projects and roles that devstack makes, and Glance's catalog entry, in a new Keystone.

usage: catalog.py AUTH_URL ADMIN_PASSWORD GLANCE_PASSWORD IMAGE_URL
"""

import sys

from keystoneauth1.identity import v3
from keystoneauth1 import session
from keystoneclient.v3 import client

auth_url, admin_password, glance_password, image_url = sys.argv[1:]
keystone = client.Client(
    session=session.Session(
        auth=v3.Password(
            auth_url=auth_url,
            username="admin",
            password=admin_password,
            project_name="admin",
            user_domain_id="default",
            project_domain_id="default",
        )
    )
)

# keystone-manage bootstrap made the project admin, and the roles admin, member and reader.
keystone.projects.create("demo", "default")
service = keystone.projects.create("service", "default")
glance = keystone.users.create("glance", domain="default", password=glance_password)
for role in (keystone.roles.create("service"), keystone.roles.find(name="admin")):
    keystone.roles.grant(role, user=glance, project=service)

image = keystone.services.create("glance", type="image", description="Glance Image Service")
for interface in ("public", "internal", "admin"):
    keystone.endpoints.create(image, image_url, interface=interface, region="RegionOne")
