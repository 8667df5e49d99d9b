//! One frame: take in, paint, apply.

use eframe::egui::{self, CentralPanel, Frame, Margin, Panel, ThemePreference, ViewportCommand};

use super::actions::ACTIONS;
use super::apply::{apply, receive};
use super::command::{Command, FileCommand, Modal, Purpose, ViewCommand};
use super::dialogs::{Dialog, command_for};
use super::job::{Poll, Waker};
use super::options::Width;
use super::preferences::{Preferences, Sizes};
use super::problem::Problem;
use super::state::{Effect, State};
use super::theme::{Motion, Theme, ThemeChoice, space};
use super::views::{Commands, Scene, View, Views};
use super::{Launch, fonts};
use crate::analysis::Analysis;
use crate::cache::Cache;

/// How often progress is painted anew while something is under way, in seconds.
const PROGRESS_SECS: f32 = 0.1;

/// The window: the state, the views, and what joins them to the system.
pub struct Window {
    state: State,
    views: Views,
    dialog: Option<Dialog>,
    look: Option<(&'static Theme, Motion)>,
    saved_preferences: Preferences,
    /// How large things are now; kept when the window closes.
    sizes: Sizes,
    title: String,
    may_close: bool,
    /// Whether it was seen to that the window fits its screen.
    is_on_screen: bool,
}

impl Window {
    /// The window as it opens.
    pub fn new(ctx: &egui::Context, preferences: Preferences, launch: Launch) -> Self {
        fonts::install(ctx);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // Paper, where the system does not say what it likes.
            options.fallback_theme = egui::Theme::Light;
        });
        ctx.set_zoom_factor(preferences.zoom);
        let waker = {
            let ctx = ctx.clone();
            Waker::new(move || ctx.request_repaint())
        };
        let mut state = State::new(waker, preferences.clone());
        // Without its places, as in tests, nothing is kept on disk at all.
        state.cache = preferences.cache.clone().map(|folder| Cache::new(folder, crate::cache::LIMIT));
        if let Some(folder) = preferences.data.clone() {
            state.keeping = Some(super::keeping::start(folder, &state.waker));
        }
        if preferences.path.is_some() {
            apply(&mut state, Command::File(FileCommand::CheckRecents));
        }
        if launch.opens_sample {
            apply(&mut state, Command::File(FileCommand::OpenSample));
        } else if !launch.paths.is_empty() {
            let paths = launch.paths.into_iter().map(super::files::absolute).collect();
            apply(&mut state, Command::File(FileCommand::Open(paths)));
        }
        Self {
            state,
            views: Views::default(),
            dialog: None,
            look: None,
            sizes: preferences.sizes,
            saved_preferences: preferences,
            title: String::new(),
            may_close: false,
            is_on_screen: false,
        }
    }

    /// The window as it is with this analysis, as if its articles had been read; for benchmarks and tests, which make
    /// their own. Nothing is kept on disk.
    pub fn showing(ctx: &egui::Context, analysis: Analysis) -> Self {
        let mut window = Self::new(ctx, Preferences::default(), Launch::default());
        super::apply::show(&mut window.state, analysis);
        window
    }

    /// What the window knows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether something is under way: a job of the window, or one of a view.
    pub fn is_busy(&mut self) -> bool {
        self.state.is_busy() || self.views.is_busy(&self.state.layout)
    }

    /// Asks for something, as a view would; for tests and tools that drive the window.
    pub fn perform(&mut self, command: Command) {
        self.views.on_command(&command, &self.state);
        apply(&mut self.state, command);
    }

    fn take_theme(&mut self, ctx: &egui::Context) -> &'static Theme {
        let choice = self.state.preferences.theme;
        ctx.set_theme(match choice {
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
            ThemeChoice::System | ThemeChoice::HighContrast => ThemePreference::System,
        });
        let theme = Theme::of(choice, ctx.theme() == egui::Theme::Dark);
        let motion = if self.state.preferences.has_reduced_motion { Motion::None } else { Motion::Brief };
        if self.look.is_none_or(|(last, moved)| !std::ptr::eq(last, theme) || moved != motion) {
            theme.install(ctx, motion);
            self.look = Some((theme, motion));
        }
        theme
    }

    fn take_shortcuts(&self, ctx: &egui::Context, out: &mut Commands) {
        // Longer chords first, so that Ctrl+Shift+O is not taken for Ctrl+O.
        let mut actions: Vec<_> = ACTIONS.iter().filter_map(|action| Some((action, action.shortcut?))).collect();
        actions.sort_by_key(|(_, keys)| std::cmp::Reverse(u8::from(keys.modifiers.shift)));
        let is_asked = self.state.modal.as_ref().is_some_and(Modal::asks);
        for (action, keys) in actions {
            // An open question waits for its answer: to save or to open something would put another box in its place.
            let is_free = !is_asked || action.only_changes_the_look();
            if is_free && (action.is_enabled)(&self.state) && ctx.input_mut(|input| input.consume_shortcut(&keys)) {
                out.push((action.command)(&self.state));
            }
        }
    }

    /// Whether nothing stands over the panes that Esc closes first. To be asked before they are painted: what closes in
    /// a frame is gone at its end.
    fn is_bare(&self, ctx: &egui::Context) -> bool {
        let has_modal = self.state.modal.is_some() || ctx.memory(|memory| memory.top_modal_layer().is_some());
        !has_modal && !ctx.egui_wants_keyboard_input() && !egui::Popup::is_any_open(ctx)
    }

    /// Esc takes away what was brushed, unless a view took the key for something nearer.
    fn take_escape(&self, ctx: &egui::Context, out: &mut Commands) {
        if ctx.input(|input| input.key_pressed(egui::Key::Escape)) {
            out.extend(self.without_brush().map(|filter| Command::Filter(super::command::FilterCommand::Set(filter))));
        }
    }

    /// The filter without what was brushed on the timeline or the matrix; `None` when nothing was.
    fn without_brush(&self) -> Option<super::filter::Filter> {
        let filter = &self.state.filter;
        let is_by_publication = self.state.options.timeline.clock == super::timeline::Clock::Published;
        let published = filter.published.filter(|_| !is_by_publication);
        let rest = super::filter::Filter { happened: None, picked: None, published, ..filter.clone() };
        (rest != *filter).then_some(rest)
    }

    fn take_drops(&self, ctx: &egui::Context, out: &mut Commands) {
        let paths: Vec<_> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        if !paths.is_empty() {
            out.push(super::views::drop_overlay::command_for(&self.state, paths));
        }
    }

    fn take_dialog(&mut self, out: &mut Commands) {
        let Some(dialog) = &self.dialog else { return };
        match dialog.job.poll() {
            Poll::Pending => {}
            Poll::Ended => self.dialog = None,
            Poll::Value(answer) => {
                out.extend(command_for(dialog.purpose, answer));
                self.dialog = None;
            }
        }
    }

    fn take_close(&mut self, ctx: &egui::Context, out: &mut Commands) {
        if ctx.input(|input| input.viewport().close_requested()) && self.state.is_changed() && !self.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            out.push(Command::Show(Some(Modal::Unsaved(Box::new(FileCommand::Quit)))));
        }
    }

    fn paint(&mut self, ui: &mut egui::Ui, theme: &'static Theme, out: &mut Commands) {
        // The tree of tiles is changed while it is painted (tabs are dragged), so it is taken out for that time.
        let mut layout = std::mem::take(&mut self.state.layout);
        let scene = Scene { state: &self.state, theme };
        let views = &mut self.views;
        let bar = Frame::new().fill(theme.ground).inner_margin(Margin::symmetric(8, 4));
        Panel::top("menu").frame(bar).resizable(false).show(ui, |ui| views.menu.ui(ui, &scene, out));
        if self.state.is_empty() && self.state.loading.is_none() {
            Panel::bottom("status").frame(bar).resizable(false).show(ui, |ui| views.status.ui(ui, &scene, out));
            CentralPanel::default()
                .frame(Frame::new().fill(theme.ground))
                .show(ui, |ui| views.empty.ui(ui, &scene, out));
        } else {
            if self.state.filter.is_active() {
                Panel::top("chips").frame(bar).resizable(false).show(ui, |ui| views.chips.ui(ui, &scene, out));
            }
            Panel::bottom("status").frame(bar).resizable(false).show(ui, |ui| views.status.ui(ui, &scene, out));
            let width = Width::of(ui.available_width());
            if width != self.state.width {
                out.push(Command::View(ViewCommand::Width(width)));
            }
            let side = Frame::new().fill(theme.surface).inner_margin(Margin::same(space::MEDIUM as i8));
            let (sizes, first) = (&mut self.sizes, self.state.preferences.sizes);
            if self.state.shows_articles() {
                let panel = Panel::left("articles")
                    .frame(side)
                    .default_size(first.articles.unwrap_or(264.0))
                    .size_range(180.0..=520.0)
                    .show(ui, |ui| views.articles.ui(ui, &scene, out));
                sizes.articles = Some(panel.response.rect.width());
            }
            if self.state.shows_inspector() {
                let panel = Panel::right("inspector")
                    .frame(side)
                    .default_size(first.inspector.unwrap_or(292.0))
                    .size_range(220.0..=520.0)
                    .show(ui, |ui| views.inspector.ui(ui, &scene, out));
                sizes.inspector = Some(panel.response.rect.width());
            }
            CentralPanel::default().frame(Frame::new().fill(theme.ground)).show(ui, |ui| {
                if views.tiles_ui(ui, &mut layout, &scene, out) {
                    out.push(Command::View(ViewCommand::Rearranged));
                }
            });
        }
        views.modals.ui(ui, &scene, out);
        views.tour.ui(ui, &scene, out);
        views.toasts.ui(ui, &scene, out);
        views.drop_overlay.ui(ui, &scene, out);
        self.state.layout = layout;
    }

    fn perform_effects(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        for effect in std::mem::take(&mut self.state.effects) {
            match effect {
                Effect::Copy(text) => ctx.copy_text(text),
                Effect::Zoom(factor) => ctx.set_zoom_factor(factor),
                Effect::ForgetPlaces => ctx.data_mut(egui::util::IdTypeMap::clear),
                Effect::Close => {
                    self.may_close = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
                Effect::Pick(purpose) => {
                    let name = match (&self.state.modal, purpose) {
                        (Some(Modal::MissingFolder(path)), Purpose::MissingFolder) => {
                            path.file_name().unwrap_or_default().to_string_lossy().into_owned()
                        }
                        _ => self.state.name(),
                    };
                    let name = name.as_str();
                    self.dialog = Some(Dialog::open(purpose, frame, name, &self.state));
                }
            }
        }
    }

    /// Notes how large the window is, as the system counts: without the size of everything that the person chose.
    fn measure_window(&mut self, ctx: &egui::Context) {
        let (inner, is_maximized) = ctx.input(|input| (input.viewport().inner_rect, input.viewport().maximized));
        self.sizes.is_maximized = is_maximized.unwrap_or(false);
        if let Some(size) = inner.map(|rect| rect.size() * ctx.zoom_factor()).filter(|_| !self.sizes.is_maximized) {
            self.sizes.window = Some([size.x.round(), size.y.round()]);
        }
    }

    fn keep_preferences(&mut self) {
        if self.state.preferences == self.saved_preferences {
            return;
        }
        self.saved_preferences = self.state.preferences.clone();
        if let Err(error) = self.state.preferences.save() {
            let problem = Problem::error("The settings could not be saved", error);
            apply(&mut self.state, Command::Report(problem));
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        receive(&mut self.state);
        if !self.is_on_screen {
            self.is_on_screen = super::native::fit_on_screen(&ctx, self.saved_preferences.sizes.window.is_none());
        }
        let theme = self.take_theme(&ctx);
        // What it was made with is the look of the last frame.
        ui.reset_style();
        let mut out = Commands::default();
        self.take_dialog(&mut out);
        self.take_close(&ctx, &mut out);
        self.take_drops(&ctx, &mut out);
        self.take_shortcuts(&ctx, &mut out);
        let is_bare = self.is_bare(&ctx);
        self.paint(ui, theme, &mut out);
        if is_bare {
            self.take_escape(&ctx, &mut out);
        }
        let is_idle = out.is_empty();
        for command in out {
            self.perform(command);
        }
        receive(&mut self.state);
        self.perform_effects(&ctx, frame);
        self.measure_window(&ctx);
        self.keep_preferences();
        let title = self.state.title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        if !is_idle {
            ctx.request_repaint();
        } else if self.state.loading.is_some() || self.state.filing.is_some() {
            ctx.request_repaint_after_secs(PROGRESS_SECS);
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        apply(&mut self.state, Command::View(ViewCommand::Sizes(self.sizes)));
        self.keep_preferences();
        // The person was asked about unsaved work, so what was kept of it has done its duty. A window that the system
        // closes without asking leaves it.
        if (self.may_close || !self.state.is_changed())
            && let Some(recovery) = &self.state.recovery
        {
            recovery.forget();
        }
    }

    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        self.look.map_or(egui::Color32::BLACK, |(theme, _)| theme.ground).to_normalized_gamma_f32()
    }
}
