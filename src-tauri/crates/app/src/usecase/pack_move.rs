//! Moving projects to another rule pack, seeing first which findings go and come and what the scores become.

use crate::session::{Entry, Session};
use crate::usecase::edit::taxonomy_of;
use crate::usecase::monitor::percent;
use crate::usecase::project::pack_of;
use crate::usecase::selfeval::open::{Opened, findings, open_entry, scored};
use crate::views::{self, FindingView, Refused};
use crate::{App, Result};
use domain::check::{Stage, Subject, check_project};
use domain::finding::Finding;
use domain::monitoring::{Monitoring, Progress, assess, progress};
use domain::project::Project;
use domain::rulepack::Pack;
use domain::scoring::Scored;
use domain::selfeval::SelfAssessment;
use domain::target::{Target, TargetState};
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
    /// Projects that move: the target and what is judged by it.
    pub moved: usize,
    /// Projects that stay, with why.
    pub refused: Vec<Refused>,
    /// Findings that go.
    pub gone: Vec<FindingView>,
    /// Findings that come.
    pub fresh: Vec<FindingView>,
    /// What else changes: the tree of classes, scores of self-assessments, months.
    pub notes: Vec<String>,
    /// The step's name in the history; `null` for a dry run or when nothing moved.
    pub label: Option<String>,
}

/// What of one project moves.
struct Moved {
    project: Project,
    target: Option<Target>,
    assessed: Option<SelfAssessment>,
    months: Vec<(Monitoring, Progress)>,
}

/// Moves targets to a pack with what is judged by them, or says what would come of it.
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
        let mut found = Findings::default();
        let mut all: Vec<Moved> = Vec::new();
        for (project, target) in wanted {
            let Some(target) = target else {
                if named {
                    out.refused.push(Refused::new(&project, "还没有绩效目标，不必改用规则包，请先填报"));
                }
                continue;
            };
            let opened = match project.is_secret() {
                true => None,
                false => Some(open_entry(app, session, (project.clone(), Some(target.clone())))?),
            };
            let opened = opened.filter(|opened| opened.exists && opened.doc.pack != pack.id);
            let kept = why_not(&target, pack);
            let behind = |doc: &Monitoring| doc.pack != pack.id && doc.is_editable();
            let left_behind =
                target.pack == pack.id && session.store.read().monitorings(&project.id)?.iter().any(behind);
            let held = opened.as_ref().and_then(|opened| held(&opened.doc));
            // What is judged goes with its target; where that stays, it may go alone.
            let why = match (&kept, &opened, held) {
                (_, _, Some(why)) => Some(why),
                (Some(why), None, _) if !left_behind => Some(why.clone()),
                _ => None,
            };
            if let Some(why) = why {
                // Of a whole year, those that are there already need no word.
                if named || target.pack != pack.id || opened.is_some() {
                    out.refused.push(Refused::new(&project, why));
                }
                continue;
            }
            if kept.is_none()
                && let Some(name) =
                    session.store.read().filed_self_assessment(&project.id, Some(&target.id))?
            {
                out.refused.push(Refused::new(&project, store::Error::Filed { name }.to_string()));
                continue;
            }
            let mut moved = Moved { project, target: None, assessed: None, months: Vec::new() };
            if kept.is_none() {
                let mut next = target.clone();
                out.notes.extend(retarget(&mut next, pack, &moved.project.name));
                let check = |pack: &Pack, target: &Target| {
                    let (target, stage) = (Some(target), Stage::Draft);
                    check_project(pack, Subject { unit: &unit, project: &moved.project, target, stage })
                };
                let old = check(pack_of(app, session, Some(&target)), &target);
                found.compare(&old, &check(pack, &next));
                moved.target = Some(next);
            }
            if let Some(opened) = opened {
                if moved.target.is_none() && target.pack != pack.id {
                    let (name, word) = (&moved.project.name, target.state_word());
                    out.notes.push(format!("“{name}”的绩效目标{word}，仍用原来的规则包，只有绩效自评改用"));
                }
                out.notes.push(reassess(app, session, opened, &mut moved, pack, &mut found)?);
            }
            out.notes.extend(months(session, &target, &mut moved, pack)?);
            found.before.push((moved.project.clone(), Some(target.clone())));
            found.after.push((moved.project.clone(), Some(moved.target.clone().unwrap_or(target))));
            all.push(moved);
        }
        found.gone.sort_by_key(|finding| finding.level);
        found.fresh.sort_by_key(|finding| finding.level);
        out.moved = all.len();
        out.gone = views::findings(found.gone, &found.before);
        out.fresh = views::findings(found.fresh, &found.after);
        if query.commit && !all.is_empty() {
            out.label = Some(commit(app, session, pack, &all)?);
        }
        Ok(out)
    })
}

/// What one pack says and the other does not.
#[derive(Default)]
struct Findings {
    gone: Vec<Finding>,
    fresh: Vec<Finding>,
    /// The projects as they are and as they would be.
    before: Vec<Entry>,
    after: Vec<Entry>,
}

impl Findings {
    fn compare(&mut self, old: &[Finding], new: &[Finding]) {
        self.gone.extend(only_in(old, new));
        self.fresh.extend(only_in(new, old));
    }
}

/// Scores a self-assessment by the new pack and says what comes of it.
fn reassess(
    app: &App,
    session: &Session,
    mut opened: Opened,
    moved: &mut Moved,
    pack: &Pack,
    found: &mut Findings,
) -> Result<String> {
    let old = findings(app, session, &opened, Stage::Draft)?;
    let before = scored(app, session, &opened);
    pack.id.clone_into(&mut opened.doc.pack);
    if let Some(target) = moved.target.as_ref().filter(|target| target.id == opened.target.id) {
        opened.target.clone_from(target);
    }
    let after = scored(app, session, &opened);
    found.compare(&old, &findings(app, session, &opened, Stage::Draft)?);
    let said = |scored: &Scored| match (scored.total, scored.grade) {
        (Some(total), Some(grade)) => format!("{} 分（{}）", percent(Some(total)), grade.name()),
        (Some(total), None) => format!("{} 分", percent(Some(total))),
        (None, _) => "没有得分".to_owned(),
    };
    let (name, before, after) = (&moved.project.name, said(&before), said(&after));
    let note = match before == after {
        true => format!("“{name}”的绩效自评一并改用，得分不变：{after}"),
        false => format!("“{name}”的绩效自评一并改用，得分由 {before} 变为 {after}"),
    };
    moved.assessed = Some(opened.doc);
    Ok(note)
}

/// The months that are in hand go along; what was handed on stays as it was judged.
fn months(session: &Session, target: &Target, moved: &mut Moved, pack: &Pack) -> Result<Option<String>> {
    let read = session.store.read();
    let versions = read.targets(&moved.project.id)?;
    let mut stay = 0usize;
    for mut doc in read.monitorings(&moved.project.id)?.into_iter().filter(|doc| doc.pack != pack.id) {
        if !doc.is_editable() {
            stay += 1;
            continue;
        }
        pack.id.clone_into(&mut doc.pack);
        let next = moved.target.as_ref().filter(|next| next.id == doc.target_id);
        let of = next.or_else(|| versions.iter().find(|version| version.id == doc.target_id));
        let of = of.unwrap_or(target);
        let progress = progress(of, &doc, &assess(pack, of, &doc));
        moved.months.push((doc, progress));
    }
    let (name, go) = (&moved.project.name, moved.months.len());
    Ok(match (go, stay) {
        (0, 0) => None,
        (go, 0) => Some(format!("“{name}”的 {go} 份运行监控一并改用")),
        (0, stay) => Some(format!("“{name}”的 {stay} 份运行监控已经办理，仍用原来的规则包")),
        (go, stay) => {
            Some(format!("“{name}”的 {go} 份运行监控一并改用，{stay} 份已经办理，仍用原来的规则包"))
        }
    })
}

fn commit(app: &App, session: &mut Session, pack: &Pack, all: &[Moved]) -> Result<String> {
    let label = match all {
        [one] => format!("“{}”改用规则包“{}”", one.project.name, pack.name),
        many => format!("{} 个项目改用规则包“{}”", many.len(), pack.name),
    };
    session.operate(app, &label, OpKind::Reversible, |tx| {
        for moved in all {
            if let Some(target) = &moved.target {
                tx.put_target(target)?;
            }
            if let Some(doc) = &moved.assessed {
                tx.put_self_assessment(doc)?;
            }
            for (doc, progress) in &moved.months {
                tx.put_monitoring(doc, progress)?;
            }
        }
        Ok(())
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

/// Why a self-assessment cannot be scored by other rules now.
fn held(doc: &SelfAssessment) -> Option<String> {
    let remedy = match doc.state {
        _ if doc.is_editable() => return None,
        TargetState::Sealed | TargetState::Approved => "上报的得分不能改；确要改的请先“重新填报”，再次上报",
        _ => "请先撤回或退回，再改用规则包",
    };
    Some(format!("绩效自评{}，{remedy}", doc.state_word()))
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
