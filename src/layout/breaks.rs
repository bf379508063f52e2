//! Where a line may end: UAX #14 on the logical text.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::cluster::{Break, Cluster};

/// Marks where lines may and must end. An opportunity inside a cluster is none.
pub fn mark(paragraph: &str, items: &mut [Cluster]) {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut items = items.iter_mut().peekable();
    for end in segmenter.segment_str(paragraph) {
        while let Some(item) = items.next_if(|i| (i.end as usize) <= end) {
            if item.end as usize == end {
                let must = paragraph[..end].ends_with(['\u{0B}', '\u{0C}', '\u{2028}']);
                item.breaks = if must { Break::Must } else { Break::May };
            }
        }
    }
}
