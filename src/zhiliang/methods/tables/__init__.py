"""The standards' own figures as dated rows: value, in force from and to, clause, how sure."""
