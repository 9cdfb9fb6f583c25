"""The pages of cases: the inspection officer's desk, a case with its acts, and what its subject sees."""
