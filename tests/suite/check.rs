//! `playlist check`: what is broken is found, what is good is passed, and how it is told.

mod broken;
