//! The program: a window, or a command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    variorum::cli::main()
}
