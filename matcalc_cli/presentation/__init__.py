"""The form an answer is shown in: its choice, its abbreviations, and what it is called."""
