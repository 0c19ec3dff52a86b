"""Which columns refer to a party, as the tables say it."""

from models.tables import ENTITIES

#: Table and column.
PARTY_COLUMNS = tuple(
    (entity.__tablename__, column.name)
    for entity in ENTITIES
    for column in entity.__table__.columns
    for key in column.foreign_keys
    if key.column.table.name == "party"
)
