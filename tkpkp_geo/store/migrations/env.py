"""Alembic's entry: the migrations run in the transaction that the store has begun."""

from alembic import context

from tkpkp_geo.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the store's own transaction is around all of it
)
context.run_migrations()
