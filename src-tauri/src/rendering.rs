//! Keeps the window from staying blank on Linux machines without a graphics card.
//!
//! WebKitGTK shares pictures through DMABUF; without a render node that path can show nothing.
//! The switch must be in the environment before WebKit starts, and changing one's own environment is
//! not memory-safe, so the program replaces itself once with the switch set (same process id).

/// Switches DMABUF rendering off where there is no render node, unless the user has decided already.
pub(crate) fn prepare() {
    #[cfg(target_os = "linux")]
    linux::prepare();
}

#[cfg(target_os = "linux")]
mod linux {
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

    pub(super) fn prepare() {
        if std::env::var_os(SWITCH).is_some() || has_render_node(Path::new("/dev/dri")) {
            return;
        }
        let Ok(program) = std::env::current_exe() else {
            return;
        };
        // Returns only if it failed; then the program goes on without the switch.
        let _ = Command::new(program).args(std::env::args_os().skip(1)).env(SWITCH, "1").exec();
    }

    /// Whether the folder holds a render node (`renderD128` and up).
    fn has_render_node(folder: &Path) -> bool {
        std::fs::read_dir(folder).is_ok_and(|entries| {
            entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
        })
    }

    #[cfg(test)]
    mod tests {
        use super::has_render_node;

        #[test]
        fn render_nodes_are_found_by_name() {
            for (files, expected) in
                [(&[][..], false), (&["card0"][..], false), (&["card0", "renderD128"][..], true)]
            {
                let folder =
                    std::env::temp_dir().join(format!("wenxiao-dri-{}-{}", std::process::id(), files.len()));
                std::fs::create_dir_all(&folder).unwrap();
                for file in files {
                    std::fs::write(folder.join(file), "").unwrap();
                }
                assert_eq!(has_render_node(&folder), expected, "{files:?}");
                std::fs::remove_dir_all(&folder).unwrap();
            }
            assert!(!has_render_node(std::path::Path::new("/no/such/folder")));
        }
    }
}
