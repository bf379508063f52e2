//! Whether a document speaks of armed conflict at all, and not of football, of markets, of films or of the weather.

use super::classes::Subject;
use super::scene::Scene;
use crate::model::EntityType;

/// Whether events may be read out of the document: it has words of the topic, and more of them than of sport,
/// of markets or of the like, whose reports are full of attack, defence, strikes and targets.
pub fn is_of_the_topic(scene: &Scene<'_>) -> bool {
    let (mut topic, mut other) = (0usize, 0usize);
    for (i, token) in scene.tokens.iter().enumerate() {
        let named = scene.mention_starting(i).is_some_and(|m| {
            matches!(
                scene.mentions[m].kind,
                EntityType::Group | EntityType::Force | EntityType::Weapon | EntityType::Facility
            )
        });
        match token.about {
            Some(Subject::Topic) => topic += 1,
            Some(_) => other += 1,
            None if named => topic += 1,
            None => {}
        }
    }
    topic > 0 && topic >= other
}
