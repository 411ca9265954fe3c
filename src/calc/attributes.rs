//! The attributes of an item, as its size is reckoned: a name, a type and how much it holds, `pk=S36, total=N7, tags=L3:30`.

use super::quantity;
use super::ratio::Ratio;

/// One attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holding,
}

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// So many bytes of text in UTF-8.
    Text(Ratio),
    /// So many bytes as they are.
    Binary(Ratio),
    /// A number of so many significant digits.
    Number(Ratio),
    /// True, false or null.
    Flag,
    /// A list or map of so many entries whose names and values have so many bytes together.
    Nested {
        /// Elements or pairs.
        entries: Ratio,
        /// Bytes of what is inside, without the overhead.
        content: Ratio,
    },
}

/// Reads attributes, one an entry.
pub(crate) fn read(entries: &[String]) -> Result<Vec<Attribute>, String> {
    entries.iter().map(|entry| one(entry)).collect()
}

fn one(entry: &str) -> Result<Attribute, String> {
    if entry.is_empty() {
        return Err("nothing given".to_owned());
    }
    let (name, holds) = entry.split_once('=').ok_or("each needs a name, `=` and a type")?;
    let (name, holds) = (name.trim(), holds.trim());
    if name.is_empty() {
        return Err("an attribute has no name".to_owned());
    }
    let holds = holding(holds)?;
    Ok(Attribute { name: name.to_owned(), holds })
}

fn holding(text: &str) -> Result<Holding, String> {
    if text.eq_ignore_ascii_case("BOOL") || text.eq_ignore_ascii_case("NULL") {
        return Ok(Holding::Flag);
    }
    let mut chars = text.chars();
    let kind = chars.next().map(|kind| kind.to_ascii_uppercase());
    let rest = chars.as_str();
    let count = |text: &str| {
        let amount = quantity::plain(text)?;
        if amount.number.is_whole() { Ok(amount.number) } else { Err("a fraction".to_owned()) }
    };
    match kind {
        Some('S') => Ok(Holding::Text(count(rest)?)),
        Some('B') => Ok(Holding::Binary(count(rest)?)),
        Some('N') => {
            let digits = count(rest)?;
            if digits > Ratio::whole(38) || !digits.is_positive() {
                return Err("a number has 1 to 38 digits".to_owned());
            }
            Ok(Holding::Number(digits))
        }
        Some('L' | 'M') => {
            let (entries, content) = rest.split_once(':').ok_or("a list or map is written as L3:30")?;
            Ok(Holding::Nested { entries: count(entries)?, content: count(content)? })
        }
        _ => Err("the types are S, N, B, BOOL, NULL, L and M".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_have_a_name_and_a_type() {
        let read = |text: &str| read(&quantity::entries(text));
        let whole = Ratio::whole;
        let attributes = read("pk=S36, total=n7, paid=BOOL, photo=B1,200, tags=L3:30").unwrap();
        let holds: Vec<Holding> = attributes.iter().map(|attribute| attribute.holds).collect();
        let nested = Holding::Nested { entries: whole(3), content: whole(30) };
        let expected = [
            Holding::Text(whole(36)),
            Holding::Number(whole(7)),
            Holding::Flag,
            Holding::Binary(whole(1_200)),
            nested,
        ];
        assert_eq!(holds, expected);
        for (text, fault) in [
            ("", "nothing given"),
            ("pk", "each needs a name, `=` and a type"),
            ("=S3", "an attribute has no name"),
            ("pk=X3", "the types are S, N, B, BOOL, NULL, L and M"),
            ("pk=S-3", "less than zero"),
            ("pk=S1.5", "a fraction"),
            ("pk=N39", "a number has 1 to 38 digits"),
            ("pk=L3", "a list or map is written as L3:30"),
        ] {
            assert_eq!(read(text), Err(fault.to_owned()), "{text}");
        }
    }
}
