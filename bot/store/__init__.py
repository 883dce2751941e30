"""What is written to a database: staff, keys and sealed slots. Nothing about the public has a column for words."""
