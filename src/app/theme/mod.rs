//! Every colour and size of the window, by meaning.
//!
//! Views name meanings (`theme.only_left`), never numbers. The colours themselves, and why they are these, are in
//! `palettes.rs`; here is what they mean, the sizes, and how the widgets of the toolkit are dressed in them.

mod palettes;

use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Vec2, Visuals,
    style::WidgetVisuals,
};
use serde::{Deserialize, Serialize};

use palettes::{CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT};

/// Which colours the person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Paper.
    Light,
    /// Charcoal.
    Dark,
    /// Black and white, light or dark as the system has it.
    HighContrast,
}

impl ThemeChoice {
    /// Every choice, in the order of menus.
    pub const ALL: [ThemeChoice; 4] =
        [ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            ThemeChoice::System => "Follow the system",
            ThemeChoice::Light => "Light",
            ThemeChoice::Dark => "Dark",
            ThemeChoice::HighContrast => "High contrast",
        }
    }
}

/// Whether things move when they change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Briefly, to show what became of what.
    Brief,
    /// Not at all.
    None,
}

/// The five sizes of type, in points.
pub mod size {
    /// Captions, axis labels, shortcuts.
    pub const SMALL: f32 = 12.0;
    /// Everything else in the interface.
    pub const BODY: f32 = 14.0;
    /// Article text.
    pub const READING: f32 = 16.5;
    /// Heads of panels and cards.
    pub const HEADING: f32 = 18.0;
    /// Titles of articles, the empty window.
    pub const TITLE: f32 = 26.0;
}

/// Distances on a grid of four points.
pub mod space {
    /// Between things that belong together.
    pub const HAIR: f32 = 2.0;
    /// One step.
    pub const SMALL: f32 = 4.0;
    /// Between items.
    pub const MEDIUM: f32 = 8.0;
    /// Around groups.
    pub const LARGE: f32 = 16.0;
    /// Around everything.
    pub const HUGE: f32 = 32.0;
    /// Height of a row in a list or table.
    pub const ROW: f32 = 24.0;
}

/// Line height of article text, relative to its size.
pub const READING_LINE: f32 = 1.45;

/// Widest line of article text, in points: about 70 letters.
pub const READING_MEASURE: f32 = 580.0;

/// The face for article text.
pub fn reading_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(super::fonts::READING.into()))
}

/// The italic of the reading face.
pub fn reading_italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(super::fonts::READING_ITALIC.into()))
}

/// The strong cut of the interface face.
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(super::fonts::STRONG.into()))
}

/// The interface face.
pub fn font(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Colours by meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Whether the ground is dark.
    pub is_dark: bool,
    /// Whether lines and text are as strong as they can be.
    pub is_high_contrast: bool,
    /// Behind everything.
    pub ground: Color32,
    /// Panels, cards, the page that one reads.
    pub surface: Color32,
    /// Fields, rows under the pointer.
    pub raised: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight: labels, numbers beside names.
    pub ink_quiet: Color32,
    /// Lines between things.
    pub hairline: Color32,
    /// What can be acted on, and what is selected.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The ground of what is selected.
    pub selected: Color32,
    /// Only in the first text.
    pub only_left: Color32,
    /// Its ground.
    pub only_left_ground: Color32,
    /// Only in the second text.
    pub only_right: Color32,
    /// Its ground.
    pub only_right_ground: Color32,
    /// Moved to another place.
    pub moved: Color32,
    /// Its ground.
    pub moved_ground: Color32,
    /// A fact on which the two disagree.
    pub fact_differs: Color32,
    /// Found by a search.
    pub found_ground: Color32,
    /// A warning.
    pub warning: Color32,
    /// An error.
    pub error: Color32,
    /// Hues of the kinds of entity: person, place, organisation, other. Each has a letter and a shape of its own too.
    pub kinds: [Color32; 4],
    /// Hues of the outlets with most articles, in the bands beside the matrix, where each has its name in a key.
    pub outlets: [Color32; 7],
    /// The similarity scale from the least to the most, evenly spaced.
    pub scale: [Color32; 9],
}

impl Theme {
    /// The theme for a choice on a system that is dark or not.
    pub fn of(choice: ThemeChoice, system_is_dark: bool) -> &'static Theme {
        match (choice, system_is_dark) {
            (ThemeChoice::Light, _) | (ThemeChoice::System, false) => &LIGHT,
            (ThemeChoice::Dark, _) | (ThemeChoice::System, true) => &DARK,
            (ThemeChoice::HighContrast, false) => &CONTRAST_LIGHT,
            (ThemeChoice::HighContrast, true) => &CONTRAST_DARK,
        }
    }

    /// The colour of a similarity in [0, 1].
    pub fn similarity(&self, score: f64) -> Color32 {
        let last = self.scale.len() - 1;
        let at = score.clamp(0.0, 1.0) * last as f64;
        let low = (at.floor() as usize).min(last - 1);
        self.scale[low].lerp_to_gamma(self.scale[low + 1], (at - low as f64) as f32)
    }

    /// A hairline.
    pub fn line(&self) -> Stroke {
        Stroke::new(1.0, self.hairline)
    }

    /// The ring around what has the keyboard.
    pub fn ring(&self, painter: &egui::Painter, rect: egui::Rect, radius: f32) {
        painter.rect_stroke(rect, radius, Stroke::new(1.5, self.accent), egui::StrokeKind::Inside);
    }

    /// The frame of a card: a little margin, a hairline.
    pub fn card(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.surface)
            .stroke(self.line())
            .corner_radius(CornerRadius::same(6))
            .inner_margin(Margin::same(12))
    }

    /// Gives fields and boxes to tick an edge where they have none: menus take it from everything inside.
    pub fn outline_boxes(&self, ui: &mut egui::Ui) {
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, self.ink_quiet.gamma_multiply(0.7));
    }

    /// Gives the window this look.
    pub fn install(&self, ctx: &egui::Context, motion: Motion) {
        ctx.all_styles_mut(|style| {
            self.style(style);
            if motion == Motion::None {
                style.animation_time = 0.0;
                style.scroll_animation = egui::style::ScrollAnimation::none();
            }
        });
    }

    fn style(&self, style: &mut egui::Style) {
        style.text_styles = [
            (TextStyle::Small, font(size::SMALL)),
            (TextStyle::Body, font(size::BODY)),
            (TextStyle::Button, font(size::BODY)),
            (TextStyle::Heading, strong_font(size::HEADING)),
            (TextStyle::Monospace, FontId::monospace(size::BODY)),
        ]
        .into();
        let spacing = &mut style.spacing;
        spacing.item_spacing = Vec2::new(space::MEDIUM, space::SMALL);
        spacing.button_padding = Vec2::new(10.0, 4.0);
        spacing.interact_size = Vec2::new(28.0, space::ROW);
        spacing.menu_margin = Margin::same(6);
        spacing.window_margin = Margin::same(16);
        spacing.indent = space::LARGE;
        style.animation_time = 0.12;
        style.interaction.tooltip_delay = 0.35;
        style.visuals = self.visuals();
    }

    /// What a bar of progress or a slider runs in: seen on panels and cards, also where both are white.
    fn trough(&self) -> Color32 {
        self.surface.lerp_to_gamma(self.ink, if self.is_high_contrast { 0.25 } else { 0.12 })
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = if self.is_dark { Visuals::dark() } else { Visuals::light() };
        let radius = CornerRadius::same(5);
        let widget = |fill: Color32, line: Color32, ink: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, line),
            corner_radius: radius,
            fg_stroke: Stroke::new(1.0, ink),
            expansion: 0.0,
        };
        let states = &mut visuals.widgets;
        states.noninteractive = widget(self.surface, self.hairline, self.ink);
        states.inactive = widget(self.raised, self.hairline, self.ink);
        // Boxes to tick and what sliders run in; in menus they have no edge.
        states.inactive.bg_fill = self.trough();
        states.hovered = widget(self.raised, self.accent, self.ink);
        states.active = widget(self.selected, self.accent, self.ink);
        states.open = widget(self.raised, self.accent, self.ink);
        visuals.selection.bg_fill = self.selected;
        visuals.selection.stroke = Stroke::new(1.5, if self.is_dark { self.accent } else { self.ink });
        visuals.weak_text_color = Some(self.ink_quiet);
        visuals.hyperlink_color = self.accent;
        visuals.faint_bg_color = self.ground;
        visuals.extreme_bg_color = self.trough();
        visuals.text_edit_bg_color = Some(self.surface);
        visuals.code_bg_color = self.raised;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.error;
        visuals.panel_fill = self.surface;
        visuals.window_fill = self.surface;
        visuals.window_stroke = self.line();
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(6);
        visuals.window_shadow = soft_shadow();
        visuals.popup_shadow = soft_shadow();
        visuals.striped = false;
        visuals
    }
}

fn soft_shadow() -> Shadow {
    Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(48) }
}
