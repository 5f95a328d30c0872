//! What a computer remembers of how it was used last.
#![allow(clippy::unwrap_used)]

use app::commands::{Empty, call};
use app::usecase::prefs;
use serde_json::json;
use support::Desk;

#[test]
fn preferences_outlive_a_damaged_file() {
    let desk = Desk::empty();
    let file = desk.path("prefs.json");
    let usual = prefs::get(&desk.app, Empty {}).unwrap();
    assert_eq!((usual.text_size, usual.forms.len()), (14, 0));
    assert!(!file.exists());
    for (text, size, seen) in [
        ("", 14, 0),
        ("kein JSON", 14, 0),
        ("[1]", 14, 0),
        (r#"{"text_size":18,"later":true}"#, 18, 0),
        (r#"{"text_size":"gross","seen":["a","b"]}"#, 14, 2),
        (r#"{"text_size":17,"seen":"a"}"#, 14, 0),
        (r#"{"text_size":99999999,"folders":[]}"#, 14, 0),
    ] {
        std::fs::write(&file, text).unwrap();
        let prefs = prefs::get(&desk.app, Empty {}).unwrap();
        assert_eq!((prefs.text_size, prefs.seen.len()), (size, seen), "{text}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
    std::fs::write(&file, b"\xff\xfe damaged").unwrap();
    let wanted = json!({
        "text_size": 20,
        "forms": {"goal-2021": {"zoom": 150, "format": "xlsx"}, "adjustment": {"zoom": 5, "format": "docx"}},
        "folders": {"import": "D:/报送"},
        "seen": ["welcome"],
    });
    let kept = call(&desk.app, "prefs.set", wanted).unwrap();
    assert_eq!(kept["forms"]["adjustment"], json!({"zoom": 100, "format": "pdf"}));
    assert_eq!(call(&desk.app, "prefs.get", json!({})).unwrap(), kept);
    assert_eq!(std::fs::read(desk.path("prefs.damaged.json")).unwrap(), b"\xff\xfe damaged");
    // A sound file is replaced without a trace.
    std::fs::remove_file(desk.path("prefs.damaged.json")).unwrap();
    call(&desk.app, "prefs.set", kept).unwrap();
    assert!(!desk.path("prefs.damaged.json").exists() && !desk.path("prefs.json.part").exists());
}
