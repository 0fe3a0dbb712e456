// Runs in each player's page: begins to play, and keeps what a viewer would have noticed.

const SAMPLE_MS = 100;

const theatre = { fatal: [], longestStall: 0, began: null };
globalThis.theatre = theatre;

const begin = {
  async 'hls.js'(video, url) {
    const hls = new globalThis.Hls();
    hls.on(globalThis.Hls.Events.ERROR, (_, data) => data.fatal && theatre.fatal.push(data.details));
    hls.loadSource(url);
    hls.attachMedia(video);
    await video.play();
  },
  async shaka(video, url) {
    const { shaka } = globalThis;
    shaka.polyfill.installAll();
    const player = new shaka.Player();
    await player.attach(video);
    player.addEventListener('error', ({ detail }) => theatre.fatal.push(`${detail.code} ${detail.data}`));
    await player.load(url);
    await video.play();
  },
  async 'video.js'(video, url) {
    // Chromium has HLS of its own now, and Video.js would leave it to that.
    const player = globalThis.videojs(video, { html5: { vhs: { overrideNative: true } } });
    player.on('error', () => theatre.fatal.push(player.error().message));
    player.src({ src: url, type: 'application/vnd.apple.mpegurl' });
    await player.play();
  },
};

/** Begins to play; refuses when the player does. */
theatre.play = async (url) => {
  const video = document.querySelector('video');
  let lastTime = null;
  let lastMove = 0;
  setInterval(() => {
    const now = performance.now();
    const time = video.currentTime;
    if (lastTime === null ? time > 0 && !video.paused : time !== lastTime || video.ended) {
      theatre.began ??= time;
      lastTime = time;
      lastMove = now;
    }
    if (lastTime !== null) theatre.longestStall = Math.max(theatre.longestStall, now - lastMove);
  }, SAMPLE_MS);
  await begin[document.title](video, url);
};

/** What has been seen so far; seconds. */
theatre.seen = () => {
  const video = document.querySelector('video');
  const { played } = video;
  let watched = 0;
  for (let i = 0; i < played.length; i++) watched += played.end(i) - played.start(i);
  const { fatal, longestStall, began } = theatre;
  return {
    ended: video.ended,
    watched,
    advanced: began === null ? 0 : video.currentTime - began,
    frames: video.getVideoPlaybackQuality().totalVideoFrames,
    longest_stall: longestStall / 1000,
    fatal,
  };
};
