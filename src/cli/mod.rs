//! Arguments, window or command line, exit status.
