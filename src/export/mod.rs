//! What leaves the program as files: JSON and other formats.
