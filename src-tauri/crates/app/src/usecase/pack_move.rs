//! Moving targets to another rule pack, seeing first which findings go and come.

use crate::session::{Entry, Session};
use crate::usecase::edit::taxonomy_of;
use crate::usecase::project::pack_of;
use crate::views::{self, FindingView, Refused};
use crate::{App, Result};
use domain::check::{Stage, Subject, check_project};
use domain::finding::Finding;
use domain::rulepack::Pack;
use domain::target::Target;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::OpKind;
use ts_rs::TS;

/// Which targets to which pack.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MovePack {
    /// Ids, codes or names of projects; empty: all of the year that can be edited.
    pub projects: Vec<String>,
    /// Id of the pack.
    pub pack: String,
    /// Do it; else only say what would come of it.
    pub commit: bool,
}

/// What the other pack makes of the targets.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackMove {
    /// Targets that move.
    pub moved: usize,
    /// Projects that stay, with why.
    pub refused: Vec<Refused>,
    /// Findings that go.
    pub gone: Vec<FindingView>,
    /// Findings that come.
    pub fresh: Vec<FindingView>,
    /// What else changes: the tree of classes.
    pub notes: Vec<String>,
    /// The step's name in the history; `null` for a dry run or when nothing moved.
    pub label: Option<String>,
}

/// Moves targets to a pack, or says what would come of it.
pub fn move_pack(app: &App, query: MovePack) -> Result<PackMove> {
    let pack = app.packs().get(&query.pack)?;
    app.work(|session| {
        let named = !query.projects.is_empty();
        let wanted: Vec<Entry> = if named {
            query.projects.iter().map(|name| session.find_project(name)).collect::<Result<_>>()?
        } else {
            session.projects()?
        };
        let unit = session.unit()?;
        let mut out = PackMove {
            moved: 0,
            refused: Vec::new(),
            gone: Vec::new(),
            fresh: Vec::new(),
            notes: Vec::new(),
            label: None,
        };
        let (mut gone, mut fresh): (Vec<Finding>, Vec<Finding>) = (Vec::new(), Vec::new());
        let (mut before, mut after): (Vec<Entry>, Vec<Entry>) = (Vec::new(), Vec::new());
        for (project, target) in wanted {
            let Some(target) = target else {
                if named {
                    out.refused.push(Refused::new(&project, "还没有绩效目标，不必改用规则包，请先填报"));
                }
                continue;
            };
            if let Some(why) = why_not(&target, pack) {
                // Of a whole year, those that are there already need no word.
                if named || target.pack != pack.id {
                    out.refused.push(Refused::new(&project, why));
                }
                continue;
            }
            if let Some(name) = session.store.read().filed_self_assessment(&project.id, Some(&target.id))? {
                out.refused.push(Refused::new(&project, store::Error::Filed { name }.to_string()));
                continue;
            }
            let mut moved = target.clone();
            out.notes.extend(retarget(&mut moved, pack, &project.name));
            let check = |pack: &Pack, target: &Target| {
                let subject =
                    Subject { unit: &unit, project: &project, target: Some(target), stage: Stage::Draft };
                check_project(pack, subject)
            };
            let old = check(pack_of(app, session, Some(&target)), &target);
            let new = check(pack, &moved);
            gone.extend(only_in(&old, &new));
            fresh.extend(only_in(&new, &old));
            before.push((project.clone(), Some(target)));
            after.push((project, Some(moved)));
        }
        gone.sort_by_key(|finding| finding.level);
        fresh.sort_by_key(|finding| finding.level);
        out.moved = after.len();
        out.gone = views::findings(gone, &before);
        out.fresh = views::findings(fresh, &after);
        if query.commit && !after.is_empty() {
            out.label = Some(commit(app, session, pack, &after)?);
        }
        Ok(out)
    })
}

fn commit(app: &App, session: &mut Session, pack: &Pack, entries: &[Entry]) -> Result<String> {
    let label = match entries {
        [(project, _)] => format!("“{}”改用规则包“{}”", project.name, pack.name),
        many => format!("{} 个项目改用规则包“{}”", many.len(), pack.name),
    };
    session.operate(app, &label, OpKind::Reversible, |tx| {
        entries
            .iter()
            .filter_map(|(_, target)| target.as_ref())
            .try_for_each(|target| Ok(tx.put_target(target)?))
    })?;
    Ok(label)
}

fn why_not(target: &Target, pack: &Pack) -> Option<String> {
    if target.pack == pack.id {
        return Some(format!("已经在用规则包“{}”，请选择另一个", pack.name));
    }
    (!target.is_editable())
        .then(|| format!("绩效目标{}，不能改用规则包；请先退回编制，已批复的请办理调整", target.state_word()))
}

/// Gives a target its new pack. The note says which classes moved with the tree.
fn retarget(target: &mut Target, pack: &Pack, name: &str) -> Option<String> {
    pack.id.clone_into(&mut target.pack);
    let taxonomy = taxonomy_of(pack);
    if taxonomy == target.taxonomy {
        return None;
    }
    target.taxonomy = taxonomy;
    let mut moved: Vec<String> = Vec::new();
    for row in &mut target.indicators {
        let class = row.class.moved_to(taxonomy);
        if class != row.class {
            let row_name = if row.name.is_empty() { row.class.name() } else { &row.name };
            moved.push(format!("“{row_name}”由{}改为{}", row.class.name(), class.name()));
            row.class = class;
        }
    }
    let classes = if moved.is_empty() { "各指标的类别不变".to_owned() } else { moved.join("，") };
    Some(format!("“{name}”改用 {} 版指标体系：{classes}，请核对", taxonomy.key()))
}

/// The findings of one list that the other does not say of the same place in the same words.
fn only_in(list: &[Finding], other: &[Finding]) -> Vec<Finding> {
    let key =
        |finding: &Finding| (finding.rule.clone(), finding.path.clone(), finding.text.clone(), finding.level);
    let known: BTreeSet<_> = other.iter().map(key).collect();
    list.iter().filter(|finding| !known.contains(&key(finding))).cloned().collect()
}
