"""Migrations: they make what `schema` says, a released one never changes, and a schema from before them is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.store import schema
from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.engine import alembic_config, connect, is_sqlite

# Stores in the field were made by exactly these files. A change of the schema is a new file (CONTRIBUTING.md says how),
# and its hash is added here with the release that brings it.
RELEASED = {
    "0001_first_schema": "3b45bdaa094e4033950d32df902158a5bd9916f2ded4ed5b57229e86043eb70c",
}
CHANGED = (
    "{name} was released and has changed: stores in the field were made by the file as it was, and new ones would now "
    "differ from them. Put it back (git checkout) and write what is to change as a new migration."
)


def scripts() -> list:
    """Give every migration, oldest first."""
    return list(ScriptDirectory.from_config(alembic_config()).walk_revisions())[::-1]


def test_a_new_database_has_the_tables_that_the_store_works_with(empty_store):
    with empty_store.engine.connect() as connection:
        # Alembic takes SQLite's empty text for another default than ours; PostgreSQL's run compares them.
        options = {"compare_type": True, "compare_server_default": not is_sqlite(empty_store.engine)}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata)
    assert differences == [], "a table was changed without a migration, or the other way round"


@pytest.mark.parametrize("name", RELEASED)
def test_a_released_migration_never_changes(name):
    files = {Path(script.path).stem: Path(script.path) for script in scripts()}
    assert name in files, f"{name} was released and is gone: stores that it made could not be opened any more"
    assert hashlib.sha256(files[name].read_bytes()).hexdigest() == RELEASED[name], CHANGED.format(name=name)


def test_released_migrations_are_the_first_ones():
    assert [script.revision for script in scripts()][: len(RELEASED)] == list(RELEASED)


def test_migrations_form_one_chain_without_a_gap():
    chain = scripts()
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1
    assert [script.down_revision for script in chain] == [None, *(script.revision for script in chain[:-1])]
    for number, script in enumerate(chain, 1):
        assert script.revision == Path(script.path).stem and script.revision.startswith(f"{number:04}_")
        assert len(script.revision) <= 32, "PostgreSQL keeps the name in a column of this width"
    files = Path(alembic_config().get_main_option("script_location"), "versions").glob("*.py")
    assert {file.stem for file in files} == {script.revision for script in chain}


def set_schema(url: str, version: str) -> None:
    """Make a database that says to have another schema, as one of another release does."""
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})
    engine.dispose()


@pytest.mark.parametrize(
    ("version", "words"),
    [
        *((version, r"sebelum rilis 1\.0\.0.*hapus.*folder data.*pulihkan") for version in ("0001", "0002", "0003")),
        ("9999_later", r"lebih baru \(9999_later\).*Perbarui aplikasi"),
    ],
)
def test_a_store_of_another_schema_is_refused_in_words_and_left_as_it_is(store_url, version, words):
    set_schema(store_url, version)
    with pytest.raises(StoreError, match=words):
        open_store(store_url)
    engine = connect(store_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
