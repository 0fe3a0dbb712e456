//! `streamctl man`: made from the one definition of the command line.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Command};
use clap_mangen::Man as Page;

use crate::cli::{Context, definition};
use crate::exit::Exit;
use crate::file;

/// Print the man page, or write those of all commands
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Write the pages of all commands into this directory
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let pages = pages()?;
        let Some(directory) = &self.dir else {
            let (_, first) = &pages[0];
            context.ui.data(first)?;
            return Ok(Exit::Done);
        };
        if !context.is_dry_run {
            std::fs::create_dir_all(directory)
                .with_context(|| format!("cannot create {}", directory.display()))?;
        }
        for (name, page) in pages {
            let path = directory.join(name);
            if context.is_dry_run {
                context.ui.note(format!("would write {}", path.display()));
                continue;
            }
            file::replace(&path, &page).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(Exit::Done)
    }
}

/// All pages with their file names, the program's own first.
pub(super) fn pages() -> anyhow::Result<Vec<(String, String)>> {
    let mut definition = definition().disable_help_subcommand(true);
    definition.build();
    let mut pages = Vec::new();
    collect(&definition, &mut pages)?;
    Ok(pages)
}

/// The pages of a command and all below it, by file name.
fn collect(command: &Command, pages: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    pages.push((format!("{name}.1"), render(command)?));
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        collect(subcommand, pages)?;
    }
    Ok(())
}

fn render(command: &Command) -> anyhow::Result<String> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    Page::new(command.clone().name(name)).render(&mut page)?;
    Ok(String::from_utf8(page)?)
}
