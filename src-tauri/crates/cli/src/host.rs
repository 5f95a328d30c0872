//! The terminal as a host: progress bars on standard error where a person looks.

use app::Host;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::HashMap;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

pub(crate) struct TerminalHost {
    data_dir: PathBuf,
    bars: Mutex<HashMap<String, ProgressBar>>,
    shown: bool,
}

impl TerminalHost {
    pub(crate) fn new(data_dir: PathBuf) -> Self {
        Self { data_dir, bars: Mutex::default(), shown: std::io::stderr().is_terminal() }
    }
}

impl Host for TerminalHost {
    fn data_dir(&self) -> PathBuf {
        self.data_dir.clone()
    }

    fn keeps_recent(&self) -> bool {
        false
    }

    fn progress(&self, task: &str, done: u64, total: u64) -> bool {
        if self.shown {
            let mut bars = self.bars.lock().unwrap_or_else(PoisonError::into_inner);
            let bar = bars.entry(task.to_owned()).or_insert_with(|| {
                let style = ProgressStyle::with_template("{msg} {bar:30} {percent}%");
                let bar = ProgressBar::new(total).with_message(name(task));
                if let Ok(style) = style { bar.with_style(style) } else { bar }
            });
            bar.set_length(total);
            bar.set_position(done);
            if done >= total {
                bar.finish_and_clear();
            }
        }
        true
    }
}

fn name(task: &str) -> &'static str {
    match task {
        "import" => "读取",
        "seal-forms" => "打印表格",
        "seal" => "封装",
        "verify" => "验证",
        "backup" => "备份",
        "print" => "打印",
        _ => "处理",
    }
}
