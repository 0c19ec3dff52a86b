"""Migrations: from one version of a workspace's tables to the next. Each is history: never change one, append.

They are written out, and don't read `models.tables`: that says what is true now, not what was then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

_VERSION_2 = """
ALTER TABLE party ADD COLUMN account_id INTEGER REFERENCES party (id);
ALTER TABLE party ADD COLUMN listed BOOLEAN NOT NULL DEFAULT 0;
CREATE TABLE attribute (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, question VARCHAR NOT NULL, name VARCHAR NOT NULL, audience VARCHAR NOT NULL,
    role VARCHAR NOT NULL, "group" VARCHAR);
CREATE UNIQUE INDEX ux_attribute ON attribute (question, audience);
CREATE TABLE programme (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR NOT NULL);
CREATE UNIQUE INDEX ux_programme ON programme (name);
CREATE TABLE response (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, shop VARCHAR NOT NULL, "key" VARCHAR NOT NULL, party_id INTEGER REFERENCES party (id),
    audience VARCHAR NOT NULL, answered_at INTEGER, channel VARCHAR, comment VARCHAR, attributes VARCHAR, batch_id INTEGER NOT NULL);
CREATE UNIQUE INDEX ux_response_key ON response ("key", shop);
CREATE TABLE rating (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, response_id INTEGER NOT NULL REFERENCES response (id),
    attribute_id INTEGER NOT NULL REFERENCES attribute (id), aspect VARCHAR NOT NULL, value FLOAT, low FLOAT NOT NULL, high FLOAT NOT NULL,
    batch_id INTEGER NOT NULL);
CREATE INDEX ix_rating_response ON rating (response_id);
CREATE TABLE complaint (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, shop VARCHAR NOT NULL, "key" VARCHAR NOT NULL, party_id INTEGER REFERENCES party (id),
    opened_at INTEGER NOT NULL, closed_at INTEGER, state VARCHAR NOT NULL, cause VARCHAR, channel VARCHAR, resolution VARCHAR,
    product VARCHAR, order_key VARCHAR, comment VARCHAR, attributes VARCHAR, batch_id INTEGER NOT NULL);
CREATE UNIQUE INDEX ux_complaint_key ON complaint ("key", shop);
CREATE TABLE interaction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, shop VARCHAR NOT NULL, "key" VARCHAR NOT NULL, party_id INTEGER REFERENCES party (id),
    happened_at INTEGER NOT NULL, interaction VARCHAR, channel VARCHAR, topic VARCHAR, response_minutes FLOAT, comment VARCHAR,
    attributes VARCHAR, batch_id INTEGER NOT NULL);
CREATE UNIQUE INDEX ux_interaction_key ON interaction ("key", shop);
CREATE TABLE membership (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, shop VARCHAR NOT NULL, "key" VARCHAR NOT NULL, party_id INTEGER REFERENCES party (id),
    programme_id INTEGER NOT NULL REFERENCES programme (id), member_since INTEGER, member_until INTEGER, level VARCHAR, points FLOAT,
    attributes VARCHAR, batch_id INTEGER NOT NULL);
CREATE UNIQUE INDEX ux_membership_key ON membership ("key", shop);
CREATE TABLE reward (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, shop VARCHAR NOT NULL, "key" VARCHAR NOT NULL, party_id INTEGER REFERENCES party (id),
    programme_id INTEGER NOT NULL REFERENCES programme (id), rewarded_at INTEGER NOT NULL, reward VARCHAR, points FLOAT, amount INTEGER,
    currency VARCHAR NOT NULL, attributes VARCHAR, batch_id INTEGER NOT NULL);
CREATE UNIQUE INDEX ux_reward_key ON reward ("key", shop);
CREATE TABLE referral (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, shop VARCHAR NOT NULL, "key" VARCHAR NOT NULL, party_id INTEGER REFERENCES party (id),
    referred_id INTEGER REFERENCES party (id), referred_at INTEGER NOT NULL, channel VARCHAR, result VARCHAR, attributes VARCHAR,
    batch_id INTEGER NOT NULL);
CREATE UNIQUE INDEX ux_referral_key ON referral ("key", shop);
CREATE TABLE spend (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, shop VARCHAR NOT NULL, "key" VARCHAR NOT NULL, party_id INTEGER REFERENCES party (id),
    spent_at INTEGER NOT NULL, spent_until INTEGER, purpose VARCHAR NOT NULL, channel VARCHAR, amount INTEGER NOT NULL,
    currency VARCHAR NOT NULL, attributes VARCHAR, batch_id INTEGER NOT NULL);
CREATE UNIQUE INDEX ux_spend_key ON spend ("key", shop);
CREATE TABLE remembered (id INTEGER NOT NULL PRIMARY KEY, shape VARCHAR NOT NULL, said VARCHAR NOT NULL);
CREATE UNIQUE INDEX ux_remembered ON remembered (shape);
"""
#: A table that no known system wrote had the shop "orders"; now that there are other kinds of table, they share one called "own".
_OWN = (
    "UPDATE batch SET shop = 'own' WHERE shop = 'orders' AND source = 'orders'",
    "UPDATE orders SET shop = 'own' WHERE shop = 'orders'",
    "UPDATE refund SET shop = 'own' WHERE shop = 'orders'",
    "UPDATE identity SET namespace = 'own' WHERE namespace = 'orders'",
    *(
        statement
        for kind in ("number", "name")
        for statement in (
            f"UPDATE party SET key = replace(key, '{kind}:orders:', '{kind}:own:') WHERE key LIKE '{kind}:orders:%'",
            f"""UPDATE change
                SET before = json_set(before, '$.key', replace(json_extract(before, '$.key'), '{kind}:orders:', '{kind}:own:'))
                WHERE entity = 'party' AND json_extract(before, '$.key') LIKE '{kind}:orders:%'""",
        )
    ),
    "UPDATE change SET before = json_set(before, '$.shop', 'own') WHERE json_extract(before, '$.shop') = 'orders'",
    "UPDATE change SET before = json_set(before, '$.namespace', 'own') WHERE json_extract(before, '$.namespace') = 'orders'",
    "UPDATE workspace SET closed_shops = replace(closed_shops, '\"orders\"', '\"own\"')",
)


def _to_version_2(connection: sqlite3.Connection) -> None:
    for statement in (*_VERSION_2.split(";\n"), *_OWN):
        if statement.strip():
            connection.execute(statement)


def _to_version_3(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE workspace ADD COLUMN truth VARCHAR")
    connection.execute(
        "CREATE TABLE look (id INTEGER NOT NULL PRIMARY KEY, revision INTEGER NOT NULL, batches VARCHAR NOT NULL, taken VARCHAR NOT NULL)"
    )
    connection.execute("CREATE UNIQUE INDEX ux_look ON look (batches)")


def _to_version_4(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE workspace ADD COLUMN standards VARCHAR NOT NULL DEFAULT '{}'")


def _to_version_5(connection: sqlite3.Connection) -> None:
    for column in ("stage_rule", "loyalty_index"):
        connection.execute(f"ALTER TABLE workspace ADD COLUMN {column} VARCHAR NOT NULL DEFAULT '{{}}'")


def _to_version_6(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE scenario (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, said VARCHAR NOT NULL, revision INTEGER NOT NULL, "
        "as_of VARCHAR NOT NULL, saved_at VARCHAR NOT NULL, result VARCHAR NOT NULL)"
    )
    connection.execute("CREATE UNIQUE INDEX ux_scenario ON scenario (name)")
    connection.execute(
        "CREATE TABLE goal (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, measure VARCHAR NOT NULL, since VARCHAR NOT NULL, "
        "baseline FLOAT NOT NULL, target FLOAT NOT NULL, by_day VARCHAR NOT NULL, revision INTEGER NOT NULL)"
    )
    connection.execute("CREATE UNIQUE INDEX ux_goal ON goal (name)")


def _to_version_7(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE lesson_run (id INTEGER NOT NULL PRIMARY KEY, lesson VARCHAR NOT NULL, company VARCHAR NOT NULL, "
        "step VARCHAR NOT NULL, guess VARCHAR, answers VARCHAR NOT NULL)"
    )
    connection.execute("CREATE UNIQUE INDEX ux_lesson_run ON lesson_run (lesson)")


#: From a version to the next: what to do with the open connection, in one transaction.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _to_version_2,
    2: _to_version_3,
    3: _to_version_4,
    4: _to_version_5,
    5: _to_version_6,
    6: _to_version_7,
}
