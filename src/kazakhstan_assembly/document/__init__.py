"""The text of a report, and all that is known of English."""
