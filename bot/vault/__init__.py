"""What is left for an advocate who is not there: five facts, sealed, for three days at most. docs/decisions/0006."""
