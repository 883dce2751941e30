"""Staff and their deeds, day keys and 256 slots."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("role", sa.String(10), sa.CheckConstraint("role IN ('advocate', 'manager')"), nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("memory", sa.Integer, nullable=False),
        sa.Column("passes", sa.Integer, nullable=False),
        sa.Column("verifier", sa.LargeBinary, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("second_factor", sa.LargeBinary, nullable=False),
        sa.Column("used_step", sa.Integer, nullable=False),
    )
    deeds = "'signed_in', 'refused', 'took', 'closed', 'opened', 'admitted', 'renewed'"
    op.create_table(
        "deed",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("staff_id", sa.Integer, nullable=False),
        sa.Column("what", sa.String(10), sa.CheckConstraint(f"what IN ({deeds})"), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "day_key",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "day_key_copy",
        sa.Column("key_id", sa.Integer, sa.ForeignKey("day_key.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "slot",
        sa.Column(
            "number",
            sa.Integer,
            sa.CheckConstraint("number >= 0 AND number < 256"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("envelope", sa.LargeBinary, sa.CheckConstraint("length(envelope) = 2048"), nullable=False),
    )
    op.create_table(
        "slot_map",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    for name in ("slot_map", "slot", "day_key_copy", "day_key", "deed", "staff"):
        op.drop_table(name)
