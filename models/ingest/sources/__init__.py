"""The exports that Rapport knows, one file a system."""
