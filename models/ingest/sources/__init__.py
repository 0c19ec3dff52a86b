"""The exports that Rapport knows: one file a system, or a family of systems whose exports mean the same."""
