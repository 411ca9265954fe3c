//! Ids of log rows: UUIDv7, always later than every id before them, so that replay by id is replay in order.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use uuid::{Builder, Uuid};

/// The id of a review or a retraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogId(pub Uuid);

impl LogId {
    /// Makes the id of a row written at `utc_ms`, later than `newest` even when the clock went backwards.
    pub(super) fn after(newest: Option<Self>, utc_ms: i64, random: [u8; 10]) -> Self {
        let now = u64::try_from(utc_ms).unwrap_or_default();
        let fresh = |ms| Self(Builder::from_unix_timestamp_millis(ms, &random).into_uuid());
        match newest {
            None => fresh(now),
            Some(newest) if newest.ms() < now => fresh(now),
            Some(newest) => {
                // The same millisecond, or a clock set back: the next number keeps the order.
                let next = Uuid::from_u128(newest.0.as_u128().wrapping_add(1));
                if next.get_version_num() == 7 && next.get_variant() == newest.0.get_variant() {
                    Self(next)
                } else {
                    fresh(newest.ms() + 1)
                }
            }
        }
    }

    /// Returns an id that sorts before all that were made at `utc_ms` or later.
    pub(super) fn before(utc_ms: i64) -> Self {
        Self(Uuid::from_u128(u128::from(u64::try_from(utc_ms).unwrap_or_default()) << 80))
    }

    /// Milliseconds since 1970 that the id carries.
    pub(super) fn ms(self) -> u64 {
        (self.0.as_u128() >> 80) as u64
    }
}

impl ToSql for LogId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
    }
}

impl FromSql for LogId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let uuid = Uuid::from_slice(value.as_blob()?).map_err(FromSqlError::other)?;
        Ok(Self(uuid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_whatever_the_clock_does() {
        let mut newest = None;
        for (ms, random) in
            [(5_000, 1), (5_000, 0), (5_000, 255), (4_000, 9), (5_001, 0), (-1, 3), (6_000, 7)]
        {
            let id = LogId::after(newest, ms, [random; 10]);
            assert!(newest.is_none_or(|newest| id > newest));
            assert_eq!(id.0.get_version_num(), 7);
            newest = Some(id);
        }
        assert_eq!(newest.map(LogId::ms), Some(6_000));
    }

    #[test]
    fn a_full_millisecond_borrows_from_the_next() {
        let full =
            LogId(Uuid::from_u128((5_000 << 80) | (7 << 76) | (0xFFF << 64) | (0xBFFF_FFFF_FFFF_FFFF)));
        let next = LogId::after(Some(full), 5_000, [0; 10]);
        assert!(next > full && next.0.get_version_num() == 7);
        assert_eq!(next.ms(), 5_001);
    }
}
