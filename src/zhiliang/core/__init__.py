"""The shared nouns (places, organisations, people, periods) and the grammar of the verbs."""
