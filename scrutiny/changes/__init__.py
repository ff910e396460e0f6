"""Everything that changes what scrutiny keeps; each verb writes the audit log."""
