//! The native window: its size, its renderer, and which display server it asks for.

use eframe::egui;

use super::preferences::Preferences;
use super::{Launch, Window};

/// Smallest useful size, in points.
const MIN_SIZE: [f32; 2] = [720.0, 480.0];

/// Size of the first window, in points: with its frame it fits a screen of 1280 by 800.
const FIRST_SIZE: [f32; 2] = [1240.0, 750.0];

/// Room that the frame of a window and the bars of the system need beside it, in points.
const ROOM_FOR_FRAME: f32 = 32.0;

/// Whether a window leaves no room on its screen for its own frame, so that a part of it would lie beyond the edge: on a
/// small screen the system makes it as large as that. One that the person made as high or as wide as the screen stays.
fn overfills(inner: egui::Vec2, screen: egui::Vec2, is_first: bool) -> bool {
    let most = screen - egui::Vec2::splat(ROOM_FOR_FRAME);
    if is_first { inner.x > most.x || inner.y > most.y } else { inner.x >= screen.x && inner.y >= screen.y }
}

/// Maximises a window that is too large for its screen; the system knows what is left of that beside its bars. Gives
/// whether the screen was known.
pub(super) fn fit_on_screen(ctx: &egui::Context, is_first: bool) -> bool {
    let (inner, screen, is_maximized) = ctx.input(|input| {
        let viewport = input.viewport();
        (viewport.inner_rect, viewport.monitor_size, viewport.maximized == Some(true))
    });
    let (Some(inner), Some(screen)) = (inner, screen) else { return false };
    if !is_maximized && overfills(inner.size(), screen, is_first) {
        ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
    }
    true
}

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

#[cfg(test)]
mod tests {
    use egui::vec2;

    use super::*;

    #[test]
    fn a_window_as_large_as_the_screen_has_no_room_for_its_frame() {
        let first = egui::Vec2::from(FIRST_SIZE);
        assert!(!overfills(first, vec2(1280.0, 800.0), true));
        assert!(!overfills(first, vec2(1920.0, 1200.0), true));
        // 1920 by 1200 at 200 %: the window is clamped to the screen.
        assert!(overfills(vec2(960.0, 600.0), vec2(960.0, 600.0), true));
        assert!(overfills(vec2(1024.0, 750.0), vec2(1024.0, 768.0), true));
        // Half of the screen, by the person's choice.
        assert!(!overfills(vec2(960.0, 1180.0), vec2(1920.0, 1200.0), false));
        assert!(overfills(vec2(960.0, 600.0), vec2(960.0, 600.0), false));
    }
}
