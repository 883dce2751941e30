"""What every record of directory.yml has in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """It cannot change once it is read, and it knows all its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)
