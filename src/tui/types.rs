//! A set of entity types.

use crate::model::EntityType;

/// Which types of entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypeSet(u16);

impl TypeSet {
    const fn bit(kind: EntityType) -> u16 {
        1 << kind as u16
    }

    /// Whether a type is in the set.
    pub const fn contains(self, kind: EntityType) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    /// Puts a type in, or takes it out.
    pub fn toggle(&mut self, kind: EntityType) {
        self.0 ^= Self::bit(kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_its_own() {
        let mut set = TypeSet::default();
        for &kind in EntityType::ALL {
            assert!(!set.contains(kind));
            set.toggle(kind);
            assert!(set.contains(kind));
        }
        set.toggle(EntityType::Place);
        assert!(!set.contains(EntityType::Place) && set.contains(EntityType::Person));
    }
}
