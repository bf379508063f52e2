//! Logical text to lines of cells: line breaking, bidi, shaping, widths.
