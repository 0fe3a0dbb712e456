//! Tests of the whole: what the library and the program write, as others read it.

mod tools;
mod validators;
