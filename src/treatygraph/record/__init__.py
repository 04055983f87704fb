"""The official record: who deposited what, when, by tables of official sources."""

from treatygraph.record.rows import (
    CONSENTS,
    MembershipStatus,
    RecordAction,
    RecordRow,
    joined,
)

__all__ = ["CONSENTS", "MembershipStatus", "RecordAction", "RecordRow", "joined"]
