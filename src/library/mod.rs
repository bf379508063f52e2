//! The SQLite library: schema, import, queries, search.
