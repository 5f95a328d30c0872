//! Use cases that every front end shares: one command list, its types, errors and events.
