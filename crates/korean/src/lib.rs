//! Korean text, with no word of policy: particles and endings, clauses, numerals, dates, name keys.
//!
//! Nothing here knows a list of names; everything works on `&str` and byte offsets.
//!
//! ```
//! use policygraph_korean::particle;
//! let (stem, found) = particle::split("과학기술정보통신부는").unwrap();
//! assert_eq!((stem, found.form), ("과학기술정보통신부", "는"));
//! ```

pub mod analysis;
mod bits;
pub mod clause;
pub mod date;
pub mod field;
pub mod hangul;
pub mod name;
pub mod noun;
pub mod number;
pub mod pairs;
pub mod particle;
pub mod substring;
pub mod title;
pub mod verb;
pub mod word_list;
