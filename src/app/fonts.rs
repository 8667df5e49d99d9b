//! The faces: one for the interface, one for reading, and one for arrows and signs.
//!
//! Other scripts come from the system's own fonts, found by the window as they are needed.

use std::sync::Arc;

use eframe::egui::{self, FontData, FontDefinitions, FontFamily};

/// Family of article text.
pub const READING: &str = "reading";
/// Family of article text, italic.
pub const READING_ITALIC: &str = "reading-italic";
/// Family of article text, strong.
pub const READING_STRONG: &str = "reading-strong";
/// Family of strong interface text.
pub const STRONG: &str = "strong";

const SYMBOLS: &str = "symbols";

/// Gives the window its faces.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut put = |family: FontFamily, name: &str, bytes: &'static [u8]| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let mut chain = vec![name.to_owned(), SYMBOLS.to_owned()];
        chain.extend(fallback.iter().cloned());
        fonts.families.insert(family, chain);
    };
    let named = |name: &str| FontFamily::Name(name.into());
    put(FontFamily::Proportional, "interface", include_bytes!("../../assets/fonts/Inter-Regular.ttf"));
    put(named(STRONG), STRONG, include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"));
    put(named(READING), READING, include_bytes!("../../assets/fonts/Literata-Regular.ttf"));
    put(named(READING_ITALIC), READING_ITALIC, include_bytes!("../../assets/fonts/Literata-Italic.ttf"));
    put(named(READING_STRONG), READING_STRONG, include_bytes!("../../assets/fonts/Literata-SemiBold.ttf"));
    let symbols = include_bytes!("../../assets/fonts/VariorumSymbols-Regular.ttf");
    fonts.font_data.insert(SYMBOLS.to_owned(), Arc::new(FontData::from_static(symbols)));
    ctx.set_fonts(fonts);
}
