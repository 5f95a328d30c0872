//! Writes the TypeScript types of all commands as one file.

use std::collections::BTreeMap;
use std::fmt::Write;
use ts_rs::{Config, TS, TypeVisitor};

/// Collects declarations by name and the map of commands.
pub(crate) struct Types {
    config: Config,
    declarations: BTreeMap<String, String>,
    commands: Vec<(String, String, String)>,
}

impl Default for Types {
    fn default() -> Self {
        Self {
            config: Config::new().with_large_int("number"),
            declarations: BTreeMap::new(),
            commands: Vec::new(),
        }
    }
}

impl Types {
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self) {
        self.visit::<T>();
    }

    pub(crate) fn command<Q: TS + 'static, R: TS + 'static>(&mut self, name: &str) {
        self.add::<Q>();
        self.add::<R>();
        self.commands.push((name.to_owned(), Q::name(&self.config), R::name(&self.config)));
    }

    pub(crate) fn bytes_command<Q: TS + 'static>(&mut self, name: &str) {
        self.add::<Q>();
        self.commands.push((name.to_owned(), Q::name(&self.config), "ArrayBuffer".to_owned()));
    }

    pub(crate) fn print(&self) -> String {
        let mut out = String::from(
            "// Written by `WENXIAO_WRITE=1 cargo test -p wenxiao-app typescript`; do not edit.\n\n",
        );
        for declaration in self.declarations.values() {
            let _ = writeln!(out, "export {declaration}");
        }
        out.push_str("\nexport interface Commands {\n");
        for (name, request, response) in &self.commands {
            let _ = writeln!(out, "  \"{name}\": {{ req: {request}; res: {response} }};");
        }
        out.push_str("}\n");
        out
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types with a file of their own have a declaration; the others are inlined.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.declarations.contains_key(&name) {
                return;
            }
            let declaration = T::decl(&self.config);
            self.declarations.insert(name, declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn typescript_file_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/api/gen.ts");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        let current = crate::commands::typescript();
        if written != current && std::env::var_os("WENXIAO_WRITE").is_some() {
            std::fs::write(path, &current).unwrap();
        } else {
            assert_eq!(written, current, "run with WENXIAO_WRITE=1 to write ui/src/api/gen.ts");
        }
    }
}
