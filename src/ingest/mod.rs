//! Bytes to Document: encodings, formats, titles, date lines, page furniture.
