"""Monitoring readings: an append-only journal of what arrived and the lake that is made from it.

Too large a stream for the database, so it never goes there: a frame or an imported batch is
written to the journal, made durable and only then acknowledged; compaction turns the journal into
sorted Parquet files under one manifest; questions read that manifest.
"""
