"""The official record: who deposited what, when, by tables of official sources."""

from treatygraph.record.rows import MembershipStatus, RecordAction, RecordRow

__all__ = ["MembershipStatus", "RecordAction", "RecordRow"]
