"""The tables. Every column is a number, a code of a closed set, bytes of our own making, or a name of the staff."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from bot.vault.callback import ENVELOPE

SLOTS = 256
DEEDS = ("signed_in", "refused", "took", "closed", "opened", "admitted", "renewed")
ROLES = ("advocate", "manager")

metadata = MetaData()

staff = Table(
    "staff",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
    Column("role", String(10), CheckConstraint(f"role IN {ROLES}"), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("memory", Integer, nullable=False),
    Column("passes", Integer, nullable=False),
    Column("verifier", LargeBinary, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("second_factor", LargeBinary, nullable=False),  # TOTP secret, under the server's key
    Column("used_step", Integer, nullable=False),  # the TOTP step that was used last: none is used twice
)

deed = Table(
    "deed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_id", Integer, nullable=False),  # stays when the member has left
    Column("what", String(10), CheckConstraint(f"what IN {DEEDS}"), nullable=False),
    Column("at", BigInteger, nullable=False),  # seconds since 1970, UTC
)

day_key = Table(
    "day_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Integer, nullable=False),  # days since 1970-01-01, UTC; a day has two when somebody has left
    Column("public_key", LargeBinary, nullable=False),
)

day_key_copy = Table(
    "day_key_copy",
    metadata,
    Column("key_id", ForeignKey("day_key.id", ondelete="CASCADE"), primary_key=True),
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # the day's private key, sealed to this advocate's
)

slot = Table(
    "slot",
    metadata,
    Column(
        "number", Integer, CheckConstraint(f"number >= 0 AND number < {SLOTS}"), primary_key=True, autoincrement=False
    ),
    Column("envelope", LargeBinary, CheckConstraint(f"length(envelope) = {ENVELOPE}"), nullable=False),
)

slot_map = Table(
    "slot_map",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),  # which slots are taken since when, under the server's key
)
