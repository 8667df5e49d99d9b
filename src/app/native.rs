//! The native window: its size, its renderer, and which display server it asks for.

use eframe::egui;

use super::preferences::Preferences;
use super::{Launch, Window};

/// Smallest useful size, in points.
const MIN_SIZE: [f32; 2] = [720.0, 480.0];

/// Size of the first window, in points: with its frame it fits a screen of 1280 by 800.
const FIRST_SIZE: [f32; 2] = [1240.0, 750.0];

/// Shows the window until it is closed.
pub(super) fn run(launch: Launch) -> Result<(), String> {
    let preferences = Preferences::load();
    let sizes = preferences.sizes;
    let mut options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Variorum")
            .with_app_id("variorum")
            .with_inner_size(sizes.window.unwrap_or(FIRST_SIZE))
            .with_maximized(sizes.is_maximized)
            // A window that was left on a larger screen must not reach beyond this one.
            .with_clamp_size_to_monitor_size(true)
            .with_min_inner_size(MIN_SIZE)
            .with_drag_and_drop(true)
            .with_icon(icon()),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    prefer_x11(&mut options);
    eframe::run_native(
        "Variorum",
        options,
        Box::new(move |creation| Ok(Box::new(Window::new(&creation.egui_ctx, preferences, launch)))),
    )
    .map_err(|error| format!("no window can be shown: {error}"))
}

fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/packaging/variorum.png")).unwrap_or_default()
}

/// Files cannot be dropped on a Wayland window yet (winit 0.30), but can through XWayland, so X11 is asked for where it
/// is there. `VARIORUM_WAYLAND=1` opts out.
#[cfg(target_os = "linux")]
fn prefer_x11(options: &mut eframe::NativeOptions) {
    use winit::platform::x11::EventLoopBuilderExtX11;
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("DISPLAY") && !is_set("VARIORUM_WAYLAND") {
        options.event_loop_builder = Some(Box::new(|builder| {
            builder.with_x11();
        }));
    }
}

#[cfg(not(target_os = "linux"))]
fn prefer_x11(_: &mut eframe::NativeOptions) {}
