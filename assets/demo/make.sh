#!/usr/bin/env bash
# Makes the demo's clip, source.ts and low.ts, beside this script: one minute, the same in two sizes.
#
# Needs ffmpeg 5.1 or later with libx264 and the DejaVu fonts. What the demo relies on, and its tests check:
#  - the picture's clock shows the second of the minute, so that second N of the clip can be laid on second
#    N of every wall-clock minute;
#  - thirty pieces of two seconds, each begun by PAT and PMT and an IDR picture, none needing another;
#  - a minute holds a whole number of audio frames (60 s x 32 000 Hz / 1024 = 1875), so that the clip joins
#    its own end without a gap: the second of three encoded minutes is kept, for the encoders to have
#    before and behind it what they have in a recording;
#  - at least ten pictures a second, because a clock reference rides on each, and MPEG-TS wants one every
#    100 ms.
set -euo pipefail
cd "$(dirname "$0")"
font=${FONT:-/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A soft tick each second: high on the minute, a little lower every ten seconds, tick and tock between.
pitch='if(eq(mod(floor(t),60),0),659.26,if(eq(mod(floor(t),10),0),523.25,if(eq(mod(floor(t),2),0),392,329.63)))'
shape='0.22*max(0,exp(-14*mod(t,1))-0.02)*(1-exp(-100*mod(t,1)))'
sound="aevalsrc='$shape*sin(2*PI*mod(t,1)*$pitch)':s=32000:c=mono"

# clip NAME WIDTH HEIGHT FPS CRF
clip() {
  local name=$1 width=$2 height=$3 fps=$4 crf=$5 ball=$(($3 / 18 * 2))
  local line=$(($3 / 60)) # even, as is where it lies: half a chroma sample would leave a seam
  local bar=$(($3 * 47 / 108 * 2))
  local track="y=$bar:h=$line:t=fill"
  mkdir "$work/$name"
  ffmpeg -nostdin -v error \
    -f lavfi -i "color=c=0x14202b:s=${width}x$height:r=$fps" \
    -f lavfi -i "color=c=0x2dd4a8:s=$((width * 5 / 6))x$line:r=$fps" \
    -f lavfi -i "color=c=0xffb454:s=${ball}x$ball:r=$fps,format=yuva420p,
      geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*clip(W/2-hypot(X-W/2+0.5,Y-H/2+0.5)+0.5,0,1)'" \
    -f lavfi -i "$sound" \
    -filter_complex "
      [0]drawbox=$track:x=iw/12:w=iw*5/6:c=0x243645,
        drawtext=fontfile=$font:text='streamctl demo':fontsize=h/11:fontcolor=0xdfe7ee:x=w/12:y=h/11,
        drawtext=fontfile=$font:text='$name':fontsize=h/15:fontcolor=0x8aa0b2:x=w*11/12-tw:y=h/9,
        drawtext=fontfile=$font:text='%{eif\:mod(floor(t+0.001)\,60)\:d\:2}':fontsize=h*0.42:fontcolor=white:
          x=(w-tw)/2:y=h*0.29,
        drawtext=fontfile=$font:text='seconds':fontsize=h/15:fontcolor=0x8aa0b2:x=(w-tw)/2:y=h*0.65[still];
      [still][2]overlay=x='W/2-w/2+W*0.33*cos(PI*t)':y='H*0.77-h/2-H*0.06*pow(sin(PI*t),2)'[swing];
      [swing][1]overlay=x='W/12-w+w*mod(t,60)/60':y=$bar,
        drawbox=$track:x=0:w=iw/12:c=0x14202b,format=yuv420p[picture]" \
    -map '[picture]' -map 3:a -t 184 \
    -c:v libx264 -profile:v high -preset veryslow -crf "$crf" -bf 2 \
    -g $((fps * 2)) -keyint_min $((fps * 2)) -sc_threshold 0 \
    -x264-params open-gop=0:direct=spatial:psy=0:aq-mode=3:ipratio=1 \
    -c:a aac -q:a 0.2 -aac_coder fast \
    -f segment -segment_time 2 -segment_format mpegts \
    -segment_format_options pat_period=10:sdt_period=10 "$work/$name/%03d.ts"
  # ffmpeg puts a table of broadcast service names first; HLS wants PAT and PMT there.
  for part in "$work/$name"/0[345]?.ts; do tail -c +189 "$part"; done > "$name.ts"
}

clip source 480 270 15 34
clip low 240 136 10 34
wc -c source.ts low.ts
