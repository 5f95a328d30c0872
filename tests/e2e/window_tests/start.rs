//! The program starts and shows what it is.

use crate::harness::{Window, window_titles};
use serde_json::json;

#[tokio::test]
async fn the_window_opens_in_chinese() {
    let window = Window::open("start", &[]).await;
    assert!(window_titles().iter().any(|title| title.starts_with("问效")), "{:?}", window_titles());
    let page = window.script("return [document.title, document.documentElement.lang]", Vec::new()).await;
    assert_eq!(page[1], json!("zh-CN"));
    assert!(page[0].as_str().unwrap().contains("问效"), "{page}");
    let picture = window.screenshot("start").await;
    assert!(std::fs::metadata(&picture).unwrap().len() > 3000, "an empty picture: {}", picture.display());
    window.close().await;
}
