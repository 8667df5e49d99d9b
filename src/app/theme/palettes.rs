//! The four sets of colours: light, dark, and high contrast on light and on dark ground.
//!
//! The two sides of a comparison, and moved text, take the hues of Okabe and Ito (*Color Universal Design*, 2008), which
//! stay apart for every common colour blindness; the shades are ours, so that text keeps a contrast of 4.5:1 and more on
//! its ground. Similarity follows cividis (Nuñez, Anderton and Renslow, 2018), turned around on light ground so that
//! "nothing" is the paper; its nine colours lie at equal distances in CIELAB, so that equal steps of score look alike.

use eframe::egui::Color32;

use super::Theme;

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// Paper.
pub(super) const LIGHT: Theme = Theme {
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

/// Charcoal.
pub(super) const DARK: Theme = Theme {
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

/// Black on white.
pub(super) const CONTRAST_LIGHT: Theme = Theme {
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

/// White on black.
pub(super) const CONTRAST_DARK: Theme = Theme {
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
