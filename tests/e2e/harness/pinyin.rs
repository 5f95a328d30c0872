//! A small input method: GTK composes as its Compose file says, and WebKit gets real compositions from it.
//!
//! As with pinyin: letters compose, the space bar picks the character, Enter takes the letters as they are, Esc (like
//! any key that the table does not know) throws them away. It must be in place before the program starts.

use std::fmt::Write;
use std::path::Path;

/// What can be typed.
const SYLLABLES: &[(&str, &str)] = &[("ji", "绩"), ("xiao", "效"), ("mu", "目"), ("biao", "标")];

/// Puts it below `home` for the program that will have its data there.
pub(crate) fn install(home: &Path) {
    let mut table = String::new();
    for (letters, character) in SYLLABLES {
        let keys: String = letters.chars().map(|letter| format!("<{letter}> ")).collect();
        writeln!(table, "{keys}<space> : \"{character}\"").unwrap();
        writeln!(table, "{keys}<Return> : \"{letters}\"").unwrap();
    }
    let folder = home.join("config/gtk-3.0");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("Compose"), table).unwrap();
}
