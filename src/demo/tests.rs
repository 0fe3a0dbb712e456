mod archive;
mod clips;

use super::clip::Clip;

fn source() -> Clip {
    Clip::cut(include_bytes!("../../assets/demo/source.ts"))
}

fn low() -> Clip {
    Clip::cut(include_bytes!("../../assets/demo/low.ts"))
}
