"""Lessons: what is asked of a learner, reckoned from the company at hand; nothing is stored but the question."""
