"""${message}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
# The name of this file. Once released it is never changed: tests/store/test_migrations.py keeps its hash.
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Bring the schema up."""
    ${upgrades if upgrades else "pass"}
