//! media
#[derive(Debug, Default)]
pub struct Info {
    pub codecs: Option<Vec<String>>,
    pub resolution: Option<(u32, u32)>,
    pub frame_rate: Option<u32>,
}
pub fn read_head(_b: &[u8]) -> Info {
    Info::default()
}
