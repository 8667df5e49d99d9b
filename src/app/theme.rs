//! Every colour and size of the window, by meaning.
//!
//! Views name meanings (`theme.only_left`), never numbers. The two sides of a comparison, and moved text, take the hues
//! of Okabe and Ito (*Color Universal Design*, 2008), which stay apart for every common colour blindness; the shades are
//! ours, so that text keeps a contrast of 4.5:1 and more on its ground. Similarity follows cividis (Nuñez, Anderton and
//! Renslow, 2018), turned around on light ground so that "nothing" is the paper; its nine colours lie at equal distances
//! in CIELAB, so that equal steps of score look alike.

use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Vec2, Visuals,
    style::WidgetVisuals,
};
use serde::{Deserialize, Serialize};

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

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const LIGHT: Theme = Theme {
    is_dark: false,
    is_high_contrast: false,
    ground: rgb(0xF1_ECE3),
    surface: rgb(0xFB_F8F2),
    raised: rgb(0xEE_E8DC),
    ink: rgb(0x20_1D19),
    ink_quiet: rgb(0x66_5F55),
    hairline: rgb(0xDC_D4C6),
    accent: rgb(0x0B_635A),
    on_accent: rgb(0xFF_FFFF),
    selected: rgb(0xD3_E6E0),
    only_left: rgb(0x00_5C94),
    only_left_ground: rgb(0xDC_EAF4),
    only_right: rgb(0xA8_4200),
    only_right_ground: rgb(0xFA_E4D3),
    moved: rgb(0x84_3B73),
    moved_ground: rgb(0xF1_E0EC),
    fact_differs: rgb(0x9A_2A1C),
    found_ground: rgb(0xF9_E79A),
    warning: rgb(0x8A_5A00),
    error: rgb(0xA3_2A1E),
    kinds: [rgb(0x2B_5C8A), rgb(0x2E_6B3C), rgb(0x8A_5A1E), rgb(0x66_5F55)],
    outlets: [
        rgb(0x00_72B2),
        rgb(0xD9_8E04),
        rgb(0x00_8F6B),
        rgb(0xC2_649A),
        rgb(0x6A_BCE8),
        rgb(0xB8_4A00),
        rgb(0x8B_8000),
    ],
    scale: [
        rgb(0xF2_E8BE),
        rgb(0xE2_D492),
        rgb(0xB9_AB70),
        rgb(0x9E_9773),
        rgb(0x86_8377),
        rgb(0x67_6B72),
        rgb(0x4A_556E),
        rgb(0x2E_426E),
        rgb(0x00_224E),
    ],
};

const DARK: Theme = Theme {
    is_dark: true,
    is_high_contrast: false,
    ground: rgb(0x1D_1E20),
    surface: rgb(0x26_272A),
    raised: rgb(0x32_3438),
    ink: rgb(0xEC_E8E0),
    ink_quiet: rgb(0xAE_A9A0),
    hairline: rgb(0x3C_3E42),
    accent: rgb(0x6F_CDBD),
    on_accent: rgb(0x10_1F1C),
    selected: rgb(0x22_413C),
    only_left: rgb(0x84_C4EE),
    only_left_ground: rgb(0x1F_3A4E),
    only_right: rgb(0xF3_A878),
    only_right_ground: rgb(0x51_3220),
    moved: rgb(0xDD_A5CC),
    moved_ground: rgb(0x47_2E42),
    fact_differs: rgb(0xF2_8F80),
    found_ground: rgb(0x66_5718),
    warning: rgb(0xE5_B75C),
    error: rgb(0xF0_8A7C),
    kinds: [rgb(0x8F_BFE8), rgb(0x8C_CB98), rgb(0xDF_B27A), rgb(0xAE_A9A0)],
    outlets: [
        rgb(0x4C_9FD8),
        rgb(0xE9_AE3B),
        rgb(0x35_B890),
        rgb(0xDE_93BF),
        rgb(0xA5_DAF7),
        rgb(0xE8_7A35),
        rgb(0xCF_C75A),
    ],
    scale: [
        rgb(0x23_3556),
        rgb(0x4A_556E),
        rgb(0x69_6C72),
        rgb(0x8A_8677),
        rgb(0xA3_9B74),
        rgb(0xBC_AD6C),
        rgb(0xD3_C061),
        rgb(0xE9_D355),
        rgb(0xFE_E845),
    ],
};

const CONTRAST_LIGHT: Theme = Theme {
    is_high_contrast: true,
    ground: rgb(0xFF_FFFF),
    surface: rgb(0xFF_FFFF),
    raised: rgb(0xF0_F0F0),
    ink: rgb(0x00_0000),
    ink_quiet: rgb(0x2B_2B2B),
    hairline: rgb(0x00_0000),
    accent: rgb(0x00_3C8F),
    on_accent: rgb(0xFF_FFFF),
    selected: rgb(0xBF_DCFF),
    only_left: rgb(0x00_3F7D),
    only_right: rgb(0x86_2B00),
    moved: rgb(0x66_1F5C),
    fact_differs: rgb(0x8B_0000),
    warning: rgb(0x5C_3B00),
    error: rgb(0x8B_0000),
    ..LIGHT
};

const CONTRAST_DARK: Theme = Theme {
    is_high_contrast: true,
    ground: rgb(0x00_0000),
    surface: rgb(0x00_0000),
    raised: rgb(0x1E_1E1E),
    ink: rgb(0xFF_FFFF),
    ink_quiet: rgb(0xDD_DDDD),
    hairline: rgb(0xFF_FFFF),
    accent: rgb(0x7F_E5FF),
    on_accent: rgb(0x00_0000),
    selected: rgb(0x00_4A6B),
    ..DARK
};

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

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&Theme; 4] = [&LIGHT, &DARK, &CONTRAST_LIGHT, &CONTRAST_DARK];

    /// Relative luminance of WCAG 2.1.
    fn luminance(color: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_its_ground() {
        for theme in ALL {
            for ground in [theme.ground, theme.surface, theme.raised, theme.selected] {
                assert!(contrast(theme.ink, ground) >= 7.0, "ink on {ground:?}");
                assert!(contrast(theme.ink_quiet, ground) >= 4.5, "quiet ink on {ground:?}");
            }
            let pairs = [
                (theme.only_left, theme.only_left_ground),
                (theme.only_right, theme.only_right_ground),
                (theme.moved, theme.moved_ground),
                (theme.on_accent, theme.accent),
                (theme.accent, theme.surface),
                (theme.fact_differs, theme.surface),
                (theme.warning, theme.surface),
                (theme.error, theme.surface),
            ];
            for (ink, ground) in pairs {
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
            }
            for kind in theme.kinds {
                assert!(contrast(kind, theme.surface) >= 4.5);
            }
        }
    }

    /// CIELAB under daylight, from sRGB.
    fn lab(color: Color32) -> [f64; 3] {
        let [red, green, blue] = [color.r(), color.g(), color.b()].map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        let root = |value: f64| if value > 0.008_856 { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 };
        let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
        let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn distance(one: Color32, other: Color32) -> f64 {
        lab(one).iter().zip(lab(other)).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn equal_steps_of_similarity_look_alike() {
        for theme in ALL {
            let steps: Vec<f64> = theme.scale.windows(2).map(|two| distance(two[0], two[1])).collect();
            let mean = steps.iter().sum::<f64>() / steps.len() as f64;
            for step in &steps {
                assert!((step / mean - 1.0).abs() < 0.08, "{steps:?}");
            }
        }
    }

    #[test]
    fn outlets_can_be_told_apart_and_seen() {
        for theme in ALL {
            for (at, &color) in theme.outlets.iter().enumerate() {
                assert!(contrast(color, theme.surface) >= 1.9, "{color:?}");
                for &other in &theme.outlets[..at] {
                    assert!(distance(color, other) > 20.0, "{color:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn similarity_goes_in_one_direction_and_reads_in_grey() {
        for theme in ALL {
            let greys: Vec<f64> = (0..=100).map(|step| luminance(theme.similarity(f64::from(step) / 100.0))).collect();
            let rises = greys.windows(2).all(|pair| pair[0] < pair[1]);
            let falls = greys.windows(2).all(|pair| pair[0] > pair[1]);
            assert!(if theme.is_dark { rises } else { falls });
        }
    }
}
