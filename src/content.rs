//! What there is to learn: reading it with positions, the validated types, and the text an item shows.
//!
//! Pure: it parses text it is handed. `build.rs` shares these files to check content and store it in the binary; the
//! modules it needs are listed there a second time.

pub mod cloze;
pub mod date;
pub mod diagnostic;
pub mod face;
pub mod ids;
pub mod library;
pub mod markup;
pub mod model;
pub mod own;
pub mod read;
mod read_blueprint;
mod read_deck;
mod read_problem;
mod read_section;
mod references;
pub mod shipped;
mod table;
pub mod text;

pub use diagnostic::{Diagnostic, SourceFile};
pub use face::{Answer, Face, Reader};
pub use library::{Body, Content, Item, ItemIndex, Library};
pub use read::{Owner, Read, read};
pub(crate) use table::{At, Problems, Table, nearest};
pub use text::Text;
