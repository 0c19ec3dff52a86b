"""What holds for every lesson, on any company; `python -m tests.lessons 10` on many."""
