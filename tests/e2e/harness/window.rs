//! One window of the program under test.

use super::desktop::{ask_to_close, picture, window_titles, windows};
use super::process::Driver;
use super::wait::until;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thirtyfour::prelude::*;

/// Finds a visible element by role and name. Arguments: role, name. (WebKit's driver does not yet
/// answer "computed role".)
const BY_ROLE: &str = include_str!("by_role.js");

/// How long the driver may take for one answer; starting the program is one.
const ANSWER: Duration = Duration::from_secs(40);

/// The program, its window and the folder that its data lies in.
pub(crate) struct Window {
    // Dropped first: after a failure it takes a picture before anything closes.
    driver: Driver,
    /// The WebDriver session, for whatever has no helper here.
    pub(crate) page: WebDriver,
    home: tempfile::TempDir,
    name: String,
}

impl Window {
    /// Opens the program with these arguments and empty data, and waits until the page is there.
    pub(crate) async fn open(name: &str, args: &[&str]) -> Window {
        Window::open_in(tempfile::tempdir().unwrap(), name, args).await
    }

    /// Ends the program as the user does and opens it again on the same data.
    pub(crate) async fn reopen(self, args: &[&str]) -> Window {
        let name = self.name.clone();
        let home = self.close().await;
        Window::open_in(home, &name, args).await
    }

    /// Kills the program as a power cut does, and opens it again on the same data.
    pub(crate) async fn killed_and_reopened(self) -> Window {
        let Window { driver, page, home, name } = self;
        // Its whole process group is killed; nothing in it can finish anything.
        drop(driver);
        drop(page);
        Window::open_in(home, &name, &[]).await
    }

    /// Opens the program with these arguments on the data below `home` (see [`program_data`]).
    pub(crate) async fn open_in(home: tempfile::TempDir, name: &str, args: &[&str]) -> Window {
        Window::open_program(&program(), home, name, args).await
    }

    /// Opens this program.
    pub(crate) async fn open_program(
        program: &Path,
        home: tempfile::TempDir,
        name: &str,
        args: &[&str],
    ) -> Window {
        let shots = shots();
        fs::create_dir_all(&shots).unwrap();
        let driver = Driver::start(home.path(), shots.join(name));
        until("WebKitWebDriver listens", async || driver.listens().then_some(())).await;
        let options = json!({"binary": program, "args": args});
        let mut wanted = Capabilities::new();
        wanted.set("browserName", "wry").unwrap();
        wanted.set("webkitgtk:browserOptions", options).unwrap();
        let page = match WebDriver::builder(&driver.url, wanted).request_timeout(ANSWER).connect().await {
            Ok(page) => {
                // The driver's process group is what ends all; nothing is to be asked of it when a test
                // has failed and the group is gone.
                page.clone().leak().unwrap();
                page
            }
            Err(why) => panic!("no window: {why}"),
        };
        let window = Window { driver, page, home, name: name.to_owned() };
        until("the page is mounted", async || {
            let mounted = "return document.readyState === 'complete' \
                           && document.querySelector('#app')?.childElementCount > 0";
            window.try_script(mounted).await?.as_bool()?.then_some(())
        })
        .await;
        window
    }

    /// The folder that all its folders lie in.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The folder that stands for XDG_DATA_HOME.
    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// The visible element with this `data-testid`, as soon as there is one.
    pub(crate) async fn by_test_id(&self, id: &str) -> WebElement {
        self.by_css(&format!("[data-testid=\"{id}\"]")).await
    }

    /// The first visible element of this selector, as soon as there is one.
    pub(crate) async fn by_css(&self, selector: &str) -> WebElement {
        until(selector, async || {
            for element in self.page.find_all(By::Css(selector)).await.ok()? {
                if element.is_displayed().await.unwrap_or(false) {
                    return Some(element);
                }
            }
            None
        })
        .await
    }

    /// The visible element of this role whose name is exactly this, as soon as there is one.
    pub(crate) async fn by_role(&self, role: &str, name: &str) -> WebElement {
        until(&format!("{role} “{name}”"), async || {
            let found = self.page.execute(BY_ROLE, vec![json!(role), json!(name)]).await.ok()?;
            found.element().ok()
        })
        .await
    }

    /// The innermost visible element that shows exactly this text, as soon as there is one.
    pub(crate) async fn by_text(&self, text: &str) -> WebElement {
        self.by_role("", text).await
    }

    /// Clicks the element of this role and name once it can be clicked.
    pub(crate) async fn click(&self, role: &str, name: &str) {
        until(&format!("{role} “{name}” can be clicked"), async || {
            self.by_role(role, name).await.click().await.ok()
        })
        .await;
    }

    /// Types into an element, in place of what it holds.
    pub(crate) async fn fill(&self, element: &WebElement, text: &str) {
        element.click().await.unwrap();
        element.clear().await.unwrap();
        element.send_keys(text).await.unwrap();
    }

    /// Sends keys to whatever has the focus, as the keyboard does (`Key::Control + "d"`, `Key::F2`, text).
    pub(crate) async fn keys(&self, keys: impl Into<TypingData>) {
        self.page.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Runs a script in the page and gives its result.
    pub(crate) async fn script(&self, script: &str, args: Vec<Value>) -> Value {
        self.page.execute(script, args).await.unwrap().json().clone()
    }

    /// Runs a script that calls its last argument with the result.
    pub(crate) async fn script_async(&self, script: &str, args: Vec<Value>) -> Value {
        self.page.execute_async(script, args).await.unwrap().json().clone()
    }

    async fn try_script(&self, script: &str) -> Option<Value> {
        Some(self.page.execute(script, Vec::new()).await.ok()?.json().clone())
    }

    /// Keeps a picture of the window as it stands on the screen, as target/shots/<name>.png. (The driver's
    /// own pictures never come when WebKit draws without DMABUF, as it does on machines without a GPU.)
    pub(crate) async fn screenshot(&self, name: &str) -> PathBuf {
        let drawn = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";
        self.script_async(drawn, Vec::new()).await;
        let path = shots().join(format!("{name}.png"));
        picture(&self.number(), &path);
        path
    }

    /// Its number on the screen.
    pub(crate) fn number(&self) -> String {
        windows("问效").into_iter().next().expect("the window is on the screen")
    }

    /// Closes the window as its user does, waits until the program has ended, and gives its data back.
    pub(crate) async fn close(self) -> tempfile::TempDir {
        ask_to_close(&self.number());
        until("the program ends", async || window_titles().is_empty().then_some(())).await;
        // The window goes a moment before the process does.
        until("the driver has noticed", async || self.page.title().await.is_err().then_some(())).await;
        self.home
    }

    /// What the page shows as having gone wrong; empty if nothing has.
    pub(crate) async fn alert(&self) -> String {
        let shown = "return [...document.querySelectorAll('[role=alert]')]
            .filter((each) => each.getBoundingClientRect().height > 0).map((each) => each.textContent.trim()).join('\\n')";
        self.script(shown, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// The saved line's words, and the reason behind them.
    pub(crate) async fn saved_line(&self) -> (String, String) {
        let line = "const line = document.querySelector('header [role=status]');
            return [line?.textContent.trim() ?? '', line?.title ?? '']";
        let line = self.script(line, Vec::new()).await;
        (line[0].as_str().unwrap().to_owned(), line[1].as_str().unwrap().to_owned())
    }

    /// The text that is being typed.
    pub(crate) async fn typed(&self) -> String {
        let value = self.script("return document.activeElement.value ?? ''", Vec::new()).await;
        value.as_str().unwrap().to_owned()
    }
}

/// The program's own folder below a home.
pub(crate) fn program_data(home: &Path) -> PathBuf {
    home.join("data/cn.wenxiao.desktop")
}

pub(crate) fn program() -> PathBuf {
    let path = match std::env::var_os("WENXIAO_DESKTOP") {
        Some(path) => PathBuf::from(path),
        None => target().join("debug/wenxiao-desktop"),
    };
    assert!(path.is_file(), "{} is not built: run `cargo xtask test window`", path.display());
    path
}

fn target() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}

fn shots() -> PathBuf {
    target().join("shots")
}
