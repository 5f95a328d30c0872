//! Chinese through an input method, in the sheet: real compositions, made by the toolkit from real keys.

use super::prepared;
use crate::harness::{Window, pinyin, press, take_keyboard, until};
use serde_json::json;

/// Selects a cell of the first row by the last part of its path and gives its place.
async fn select(window: &Window, part: &str) -> String {
    let cell = window.by_css(&format!("td[data-path$='/{part}']")).await;
    cell.click().await.unwrap();
    let place = cell.attr("data-at").await.unwrap().unwrap();
    until("the cell is selected", async || {
        let here = "return document.activeElement.tagName === 'TEXTAREA'";
        window.script(here, Vec::new()).await.as_bool()?.then_some(())
    })
    .await;
    place
}

/// The cell of this place, as it is shown.
async fn shown(window: &Window, place: &str) -> String {
    let text = "return document.querySelector(`td[data-at='${arguments[0]}']`).textContent";
    window.script(text, vec![json!(place)]).await.as_str().unwrap().to_owned()
}

/// Presses keys and waits until the editor holds this text.
async fn types(window: &Window, keys: &[&str], expected: &str) {
    press(keys);
    until(&format!("{keys:?} give “{expected}”"), async || {
        (window.typed().await == expected).then_some(())
    })
    .await;
}

/// What happened in the page since the last time, as "type:text" of compositions and "key:keyCode:composing" of keys.
const WATCH: &str = "
    window.__seen = [];
    for (const type of ['compositionstart', 'compositionend'])
        document.addEventListener(type, (event) => window.__seen.push(type + ':' + event.data), true);
    document.addEventListener('keydown', (event) => window.__seen.push('key:' + event.keyCode), true);";

async fn seen(window: &Window) -> Vec<String> {
    let seen = window.script("return window.__seen.splice(0)", Vec::new()).await;
    seen.as_array().unwrap().iter().map(|each| each.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_composition_in_the_sheet_is_left_alone_and_its_text_is_saved() {
    let home = tempfile::tempdir().unwrap();
    pinyin::install(home.path());
    let window = Window::open_in(home, "composition", &["--demo"]).await;
    prepared::target(&window).await;
    take_keyboard(&window.number()).await;
    let place = select(&window, "explanation").await;
    let before = shown(&window, &place).await;
    window.script(WATCH, Vec::new()).await;

    // In select mode the first letter already composes, in place of what the cell held.
    types(&window, &["j"], "j").await;
    assert_eq!(seen(&window).await, ["key:229", "compositionstart:"]);
    window.screenshot("composition").await;
    types(&window, &["i"], "ji").await;
    types(&window, &["space"], "绩").await;
    // Esc throws the letters away, and nothing else: the cell is still being edited.
    types(&window, &["m", "u"], "绩mu").await;
    seen(&window).await;
    types(&window, &["Escape"], "绩").await;
    assert_eq!(seen(&window).await, ["key:229", "compositionend:"]);
    types(&window, &["x", "i", "a", "o", "space"], "绩效").await;
    // Enter takes the letters as they are, and nothing else: no cell is left, nothing is saved.
    types(&window, &["m", "u"], "绩效mu").await;
    seen(&window).await;
    press(&["Return"]);
    until("Enter ends the composition", async || {
        let seen = window.script("return window.__seen", Vec::new()).await;
        seen.as_array()?.iter().any(|each| each == "compositionend:mu").then_some(())
    })
    .await;
    assert_eq!(window.typed().await, "绩效mu");
    assert_eq!(shown(&window, &place).await, before, "nothing was saved yet");
    types(&window, &["BackSpace", "BackSpace"], "绩效").await;
    types(&window, &["m", "u", "space", "b", "i", "a", "o", "space"], "绩效目标").await;

    // The next Enter is the sheet's.
    press(&["Return"]);
    until("the text is saved", async || (shown(&window, &place).await == "绩效目标").then_some(())).await;
    assert_eq!(window.typed().await, "", "the next cell is selected");
    // Esc while editing restores, once no composition runs.
    let place = select(&window, "name").await;
    let before = shown(&window, &place).await;
    types(&window, &["j", "i", "space"], "绩").await;
    types(&window, &["Escape"], "").await;
    assert_eq!(shown(&window, &place).await, before);

    // It is in the data, not only on the screen.
    let window = window.reopen(&["--demo"]).await;
    prepared::target(&window).await;
    until("the saved text is there again", async || {
        let cell = window.by_css("td[data-path$='/explanation']").await;
        (cell.text().await.ok()? == "绩效目标").then_some(())
    })
    .await;
    window.close().await;
}
