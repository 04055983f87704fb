"""The answers station: was this state bound by this treaty on this day, why, and on whose word."""
