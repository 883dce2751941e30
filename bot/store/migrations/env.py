"""Alembic's entrance: the connection is given by `bot.store.database`; nothing runs on import elsewhere."""

from alembic import context

from bot.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
